import assert from "node:assert/strict";
import { test } from "node:test";
import { REASONS } from "../action/reason.ts";
import { ERRORS } from "./catalogue.ts";
import { problem } from "./problem.ts";

test("every error says what happened and what to do next, in a sentence that can be read aloud", () => {
  for (const [code, row] of Object.entries(ERRORS)) {
    assert.match(code, /^[a-z]+(-[a-z]+)*$/);
    assert.ok(row.status >= 400 && row.status < 600, code);
    assert.ok(row.title.length > 10 && !/[.!]$/.test(row.title), `${code}: ${row.title}`);
    assert.ok((row.hint.length > 15 && row.hint.endsWith(".")) || row.hint.endsWith("?"), `${code}: ${row.hint}`);
  }
});

test("every reason of an action has a sentence of its own", () => {
  assert.equal(new Set(Object.values(REASONS)).size, Object.keys(REASONS).length);
});

test("a problem carries the row, and nothing that was not given", () => {
  assert.deepEqual(problem("not-found", "task 7"), {
    type: "urn:shoal:error:not-found",
    code: "not-found",
    status: 404,
    title: ERRORS["not-found"].title,
    detail: "task 7",
    hint: ERRORS["not-found"].hint,
  });
});
