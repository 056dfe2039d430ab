import assert from "node:assert/strict";
import { test } from "node:test";
import { completionsAt } from "./query-completion.ts";

const texts = (query: string, caret = query.length, names = {}) =>
  completionsAt(query, caret, names).options.map(({ text }) => text);

test("the word at the caret becomes a key, and behind a key one of its words", () => {
  assert.deepEqual(texts("os:windows fo"), ["form:"]);
  assert.deepEqual(texts("formFac"), ["form:"], "as it is called elsewhere");
  assert.deepEqual(texts("(arch:arm"), ["arch:arm64", "arch:armv7"]);
  assert.deepEqual(texts("form:laptop,ta"), ["form:laptop,tablet"]);
  assert.deepEqual(texts("fact"), ["fact."]);
  assert.deepEqual(texts("os:linux"), [], "it is whole");
  assert.ok(texts("").length > 5, "nothing yet may become anything");
});

test("names that are known complete groups and tags, in quotes where they need them; others stay as they are", () => {
  const names = { group: ["berlin", "back office"], tag: ["till"] };
  assert.deepEqual(texts("group:b", 7, names), ["group:berlin", 'group:"back office"']);
  assert.deepEqual(texts("tag:", 4, names), ["tag:till"]);
  assert.deepEqual(texts("site:b", 6, names), []);
});

test("only the word at the caret is replaced", () => {
  const { from, to, options } = completionsAt("os:lin tag:x", 5);
  assert.deepEqual([from, to, options[0]?.text], [0, 6, "os:linux"]);
});
