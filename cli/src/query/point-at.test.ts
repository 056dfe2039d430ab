import assert from "node:assert/strict";
import { test } from "node:test";
import { pointAt } from "./point-at.ts";

test("the caret stands under the character, whatever the text before it is like", () => {
  assert.deepEqual(pointAt("os:windwos tag:a", 4), ["os:windwos tag:a", "   ^"]);
  assert.deepEqual(pointAt("tag:a\n\tos:x", 8), ["tag:a  os:x", "       ^"]);
  assert.deepEqual(pointAt("name:東京 os:x", 9), ["name:東京 os:x", `${" ".repeat(10)}^`], "two columns each");
  assert.deepEqual(pointAt("os:", 99), ["os:", "  ^"]);
  assert.deepEqual(pointAt("  ", 1), []);
});

test("of a long query what is around the place is shown", () => {
  const [line, caret] = pointAt(`${"a ".repeat(100)}oss:x ${"b ".repeat(100)}`, 201);
  assert.equal(line!.length, 122);
  assert.equal(line!.slice(caret!.length - 1, caret!.length + 4), "oss:x");
  assert.ok(line!.startsWith("…") && line!.endsWith("…"));
});
