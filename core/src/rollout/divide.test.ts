import assert from "node:assert/strict";
import { test } from "node:test";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import fc from "fast-check";
import { divide, shareOf } from "./divide.ts";

const ids = (count: number) => Array.from({ length: count }, (_, at) => `d-${at}`);
const nobody = () => new Set<string>();

test("percentages are of all and add up; counts and groups take their own", () => {
  const rings: RolloutRing[] = [
    { name: "pilots", group: "pilots" },
    { name: "canary", percent: 5 },
    { name: "some", count: 100 },
    { name: "many", percent: 50 },
    { name: "rest", rest: true },
  ];
  const pilots = new Set([...ids(20), "somebody-else"]);
  const members = divide(rings, ids(1000), 7, () => pilots);
  assert.deepEqual(
    members.map((each) => each.length),
    [20, 30, 100, 350, 500],
  );
  assert.ok(members[0]!.every((id) => pilots.has(id)));
  assert.equal(new Set(members.flat()).size, 1000);
});

test("a part of a device is one more, and no percentage is more than all", () => {
  assert.deepEqual(
    [shareOf(1, 30), shareOf(10, 30), shareOf(33.3, 1000), shareOf(0.1, 1000), shareOf(100, 7)],
    [1, 3, 333, 1, 7],
  );
});

test("every target is in one ring at most, the first that takes it, the same each time", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.nat(),
      fc.array(fc.oneof(fc.record({ percent: fc.integer({ min: 1, max: 100 }) }), fc.record({ count: fc.nat(40) })), {
        minLength: 1,
        maxLength: 5,
      }),
      (total, seed, who) => {
        const rings = who.map((each, at): RolloutRing => ({ name: `r${at}`, ...each }));
        const members = divide(rings, ids(total), seed, nobody);
        const all = members.flat();
        assert.equal(new Set(all).size, all.length);
        assert.deepEqual(divide(rings, ids(total).reverse(), seed, nobody), members);
        let reached = 0;
        for (const [at, ring] of rings.entries()) {
          reached += members[at]!.length;
          if (ring.percent !== undefined) assert.ok(reached >= shareOf(ring.percent, total));
        }
      },
    ),
  );
});

test("other devices go first in another rollout, and a device is as likely as any other to be among them", () => {
  const first = (seed: number) => divide([{ name: "a", percent: 10 }], ids(500), seed, nobody)[0]!;
  const times = new Map<string, number>();
  for (let seed = 1; seed <= 400; seed++) for (const id of first(seed)) times.set(id, (times.get(id) ?? 0) + 1);
  assert.equal(times.size, 500, "everybody was first once");
  assert.ok(Math.max(...times.values()) < 80, `40 are expected, ${Math.max(...times.values())} at most`);
});
