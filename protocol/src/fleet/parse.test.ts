import assert from "node:assert/strict";
import { test } from "node:test";
import { LIMITS } from "../limits.ts";
import { parseFleetFile } from "./parse.ts";

const said = (text: string) =>
  parseFleetFile(text).map((parsed) =>
    parsed.ok
      ? parsed.file.name
      : parsed.problems.map((each) => `${each.line}:${each.column} ${each.message}`).join("; "),
  );
const GROUP = "kind: group\nname: a\nquery: all\n";

test("a file has any number of documents, of which empty ones are none", () => {
  assert.deepEqual(said(""), []);
  assert.deepEqual(said("# nothing\n---\n---\n"), []);
  assert.deepEqual(said(`${GROUP}---\n# nothing\n---\n${GROUP.replace(": a", ": b")}...\n`), ["a", "b"]);
});

test("each document is judged by itself, with its lines in the file", () => {
  assert.deepEqual(said(`${GROUP}---\nkind: group\nnam: b\n---\n${GROUP}`), ["a", '6:1 unknown key "nam"', "a"]);
  assert.deepEqual(said(`${GROUP}---\n- kind: group\n`), ["a", "5:1 the document must be a mapping, not a list"]);
  assert.match(said(`kind: group\nname: "a\n---\n${GROUP}`)[0]!, /^\d+:\d+ /);
  assert.deepEqual(said("kind: group\nname: a\nname: b\nquery: all\n"), ["3:1 name is there twice"]);
  assert.deepEqual(said("name: a\nquery: all\n"), ['1:1 the document: "kind" is missing']);
  assert.deepEqual(said("x".repeat(LIMITS.fleetFileBytes + 1)), ["1:1 the file has more than 1048576 bytes"]);
});

test("whatever the text is, it is told in problems and not thrown", () => {
  for (const text of [
    "\0",
    "*a",
    "&a [*a, *a]",
    "!!js/function x",
    "{".repeat(2000),
    "---\n".repeat(5000),
    "\t- x",
    "? [a]: b",
    "kind: [",
    "%YAML 9\n---\n",
    "a: &x [1]\nb: *x\n",
  ])
    assert.doesNotThrow(() => parseFleetFile(text), JSON.stringify(text.slice(0, 20)));
});
