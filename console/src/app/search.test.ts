import assert from "node:assert/strict";
import { test } from "node:test";
import { createMemoryHistory, createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { numberOf, oneOf, reading, searchTexts, textOf } from "./search.ts";

/** What a page gets from its address, and what the address of the same page is when the router writes it. */
function pageOf(address: string) {
  const root = createRootRoute();
  const page = createRoute({
    getParentRoute: () => root,
    path: "/page",
    validateSearch: reading((search) => ({
      tab: oneOf(search["tab"], ["one", "two"] as const),
      query: textOf(search["query"]),
      draft: numberOf(search["draft"]),
    })),
  });
  const history = createMemoryHistory({ initialEntries: [`/page${address}`] });
  const router = createRouter({ routeTree: root.addChildren([page]), history, isServer: false, ...searchTexts });
  router.updateLatestLocation();
  const got = router.matchRoutes(router.latestLocation).at(-1)!.search;
  const { searchStr } = router.buildLocation({
    to: "/page",
    search: true,
    _includeValidateSearch: true,
  } as never);
  return { got: JSON.parse(JSON.stringify(got)), address: searchStr };
}

test("a page gets of its address what makes sense, and nothing else", () => {
  assert.deepEqual(pageOf("?tab=two&query=os:linux&draft=7"), {
    got: { tab: "two", query: "os:linux", draft: 7 },
    address: "?tab=two&query=os%3Alinux&draft=7",
  });
  for (const refused of [
    "?tab=nope",
    "?tab=constructor",
    "?tab=__proto__",
    "?draft=abc",
    "?draft=-1",
    "?limit=3",
    "?query=",
  ])
    assert.deepEqual(pageOf(refused), { got: {}, address: "" }, refused);
});

test("a text that looks like something else stays the text that was written", () => {
  for (const text of ["123", "true", "1.10", "1e3", "007", "null", "[1]", '{"a":1}', '"']) {
    const written = `?${new URLSearchParams({ query: text })}`;
    assert.deepEqual(pageOf(written), { got: { query: text }, address: written }, text);
  }
  // As addresses were written before, and as a text in quotes still is.
  assert.deepEqual(pageOf("?query=%221.10%22").got, { query: "1.10" });
  const { parseSearch, stringifySearch } = searchTexts;
  assert.deepEqual({ ...parseSearch(stringifySearch({ query: '"1"' })) }, { query: '"1"' });
});
