import assert from "node:assert/strict";
import { test } from "node:test";
import { parseQuery } from "../query/parse.ts";
import { findCycle } from "./cycle.ts";

const QUERIES: Record<string, string> = {
  a: "group:b tag:x",
  b: "os:linux or not group:c",
  c: "tag:y",
  // A loop that does not go through what is asked about, as a damaged database may have one.
  d: "group:e",
  e: "group:d",
};

const queryOf = (text: string | undefined) => {
  const parsed = text === undefined ? undefined : parseQuery(text);
  return parsed?.ok ? parsed.query : undefined;
};
const cycle = (name: string, text: string) => findCycle(name, queryOf(text)!, (each) => queryOf(QUERIES[each]));

test("the way back is told, however long, also below a not", () => {
  assert.deepEqual(cycle("c", "tag:y or group:a"), ["c", "a", "b", "c"]);
  assert.deepEqual(cycle("c", "group:c"), ["c", "c"]);
  assert.equal(cycle("new", "group:a,b,c,list"), undefined);
  assert.equal(cycle("new", "group:d"), undefined, "and the search ends");
});
