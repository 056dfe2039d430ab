import assert from "node:assert/strict";
import { test } from "node:test";
import { LIMITS } from "@shoal/protocol/limits";
import { levelFor, pairsOf, type VariantFile, windowLogFor } from "./plan.ts";

const MB = 1_000_000;
const file = (name: string, digest: string, more: Partial<VariantFile> = {}): VariantFile => ({
  variantId: "linux",
  position: 0,
  name,
  digest,
  sizeBytes: 10 * MB,
  ...more,
});
const digests = (targets: VariantFile[], bases: VariantFile[][]) =>
  pairsOf(targets, bases).map((pair) => `${pair.from.digest}>${pair.target.digest}`);

test("files are paired by name, else by place and kind of name, within their variant", () => {
  assert.deepEqual(digests([file("tool", "new")], [[file("tool", "old")]]), ["old>new"]);
  assert.deepEqual(digests([file("tool-2.deb", "new")], [[file("tool-1.deb", "old")]]), ["old>new"]);
  assert.deepEqual(digests([file("tool-2.deb", "new")], [[file("tool-1.rpm", "old")]]), []);
  assert.deepEqual(digests([file("tool", "new")], [[file("tool", "old", { variantId: "mac" })]]), []);
  const swapped = [file("b", "oldB"), file("a", "oldA", { position: 1 })];
  assert.deepEqual(digests([file("a", "newA"), file("b", "newB", { position: 1 })], [swapped]), [
    "oldA>newA",
    "oldB>newB",
  ]);
});

test("one patch for each base, none for what did not change, each pair once", () => {
  const bases = [[file("tool", "v2")], [file("tool", "v1")], [file("tool", "v2")], [file("tool", "new")]];
  assert.deepEqual(digests([file("tool", "new")], bases), ["v2>new", "v1>new"]);
});

test("files that are too small, too large or empty are left out", () => {
  const sized = (from: number, target: number) =>
    digests([file("tool", "new", { sizeBytes: target })], [[file("tool", "old", { sizeBytes: from })]]).length;
  assert.equal(sized(MB, LIMITS.patchLeastBytes), 1);
  assert.equal(sized(MB, LIMITS.patchLeastBytes - 1), 0);
  assert.equal(sized(MB, LIMITS.patchNewBytes + 1), 0);
  assert.equal(sized(LIMITS.patchOldBytes + 1, MB), 0);
  assert.equal(sized(0, MB), 0);
});

test("larger files get a lower level, and a window that reaches over both, within what agents allow", () => {
  assert.deepEqual([MB, 99 * MB, 400 * MB, 1000 * MB].map(levelFor), [19, 12, 9, 3]);
  const window = (from: number, target: number) =>
    windowLogFor({ from: { digest: "a", sizeBytes: from }, target: { digest: "b", sizeBytes: target } });
  assert.equal(window(98 * MB, 99 * MB), 28);
  assert.equal(window(1000, 1000), 20);
  assert.equal(window(LIMITS.patchOldBytes, LIMITS.patchNewBytes), LIMITS.patchWindowLog);
});
