import assert from "node:assert/strict";
import { test } from "node:test";
import { messageOf } from "./message.ts";

test("people read what, and by when, in one line", () => {
  const order = { kind: "install", package: "reader", version: "2.0" } as const;
  const atMs = new Date(2026, 10, 24, 17, 30).getTime();
  assert.equal(
    messageOf(order, "waiting", atMs),
    "reader 2.0 will be installed when you sign out, at the latest Tuesday 17:30.",
  );
  assert.match(messageOf({ ...order, kind: "remove" }, "waiting", atMs), /^reader 2\.0 will be removed when/);
  assert.match(messageOf(order, "restart", atMs), /restarts in a minute: save your work/);
});
