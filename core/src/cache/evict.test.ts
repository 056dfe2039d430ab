import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { toEvict } from "./evict.ts";

const blob = (digest: string, sizeBytes: number, usedMs: number) => ({ digest, sizeBytes, usedMs });
const rules = { limitBytes: 100, wantFreeBytes: 0, freeBytes: 1000, needed: new Set<string>() };

test("nothing goes while there is room", () => {
  assert.deepEqual(toEvict([blob("a", 50, 1), blob("b", 50, 2)], rules), []);
});

test("the longest unused goes first, and no more than has to", () => {
  assert.deepEqual(toEvict([blob("new", 60, 9), blob("old", 30, 1), blob("mid", 40, 5)], rules), ["old"]);
});

test("what a pending task needs stays, even above the limit", () => {
  assert.deepEqual(toEvict([blob("a", 90, 1), blob("b", 90, 2)], { ...rules, needed: new Set(["a"]) }), ["b"]);
});

test("room on the disk is made for what is to come", () => {
  assert.deepEqual(toEvict([blob("a", 40, 1), blob("b", 40, 2)], { ...rules, freeBytes: 10, wantFreeBytes: 45 }), [
    "a",
  ]);
});

test("afterwards the rules hold, or nothing is left that may go", () => {
  const blobs = fc.array(fc.record({ digest: fc.uuid(), sizeBytes: fc.nat(1000), usedMs: fc.nat(100) }), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(
      blobs,
      fc.nat(5000),
      fc.nat(2000),
      fc.nat(2000),
      fc.nat(5),
      (all, limitBytes, wantFreeBytes, freeBytes, keep) => {
        const needed = new Set(all.slice(0, keep).map((each) => each.digest));
        const dropped = new Set(toEvict(all, { limitBytes, wantFreeBytes, freeBytes, needed }));
        const left = all.filter((each) => !dropped.has(each.digest));
        const held = left.reduce((sum, each) => sum + each.sizeBytes, 0);
        const free =
          freeBytes + all.filter((each) => dropped.has(each.digest)).reduce((sum, each) => sum + each.sizeBytes, 0);
        assert.ok([...needed].every((digest) => !dropped.has(digest)));
        assert.ok((held <= limitBytes && free >= wantFreeBytes) || left.every((each) => needed.has(each.digest)));
      },
    ),
  );
});
