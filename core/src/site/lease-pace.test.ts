import assert from "node:assert/strict";
import { test } from "node:test";
import { LeasePace } from "./lease-pace.ts";

test("a lease becomes what the line brings in two seconds", () => {
  const pace = new LeasePace();
  assert.deepEqual([pace.want, pace.low], [8, 4]);
  pace.asks(0, 0, 0);
  pace.asks(0, 8, 10);
  assert.equal(pace.want, 256, "it ran dry at once");
  for (let at = 1; at <= 20; at++) pace.asks(10, 5, 10 + at * 1000);
  assert.equal(pace.want, 11);
  for (let at = 1; at <= 20; at++) pace.asks(3, 1, 21_000 + at * 5000);
  assert.equal(pace.want, 4);
});

test("nothing that came says nothing of the line", () => {
  const pace = new LeasePace();
  pace.asks(8, 0, 0);
  pace.asks(8, 0, 5000);
  assert.equal(pace.want, 8);
});
