import assert from "node:assert/strict";
import { test } from "node:test";
import { LIMITS } from "@shoal/protocol/limits";
import fc from "fast-check";
import { anyQuery } from "./fixture.ts";
import { formatQuery } from "./format.ts";
import { QUERY_KEYS } from "./keys.ts";
import { parseQuery } from "./parse.ts";
import type { Query } from "./query.ts";

function parsed(text: string): Query {
  const result = parseQuery(text);
  assert.ok(result.ok, result.ok ? "" : `${text}: ${result.error.message}`);
  return result.query;
}

test("terms side by side must all hold, or binds weaker, not binds to what is next to it", () => {
  const os = (word: string): Query => ({ kind: "word", key: "os", any: [word] });
  const tag = (name: string): Query => ({ kind: "text", key: "tag", any: [[name]] });
  const [a, b, c] = [os("windows"), tag("till"), tag("old")];
  const trees: [string, Query][] = [
    ["os:windows tag:till", { kind: "and", parts: [a, b] }],
    ["os:windows and tag:till", { kind: "and", parts: [a, b] }],
    ["os:windows or tag:till tag:old", { kind: "or", parts: [a, { kind: "and", parts: [b, c] }] }],
    ["(os:windows or tag:till) tag:old", { kind: "and", parts: [{ kind: "or", parts: [a, b] }, c] }],
    ["((os:windows) (tag:till tag:old))", { kind: "and", parts: [a, b, c] }],
    ["not os:windows tag:till", { kind: "and", parts: [{ kind: "not", part: a }, b] }],
    ["not(os:windows tag:till)", { kind: "not", part: { kind: "and", parts: [a, b] } }],
    ["NOT not os:windows", { kind: "not", part: { kind: "not", part: a } }],
    ["all", { kind: "all" }],
    ["OS:Windows", a],
  ];
  for (const [text, tree] of trees) assert.deepEqual(parsed(text), tree, text);
});

test("values: lists, stars, quotes, comparisons, units", () => {
  const values: [string, Query][] = [
    ["os:windows,linux", { kind: "word", key: "os", any: ["windows", "linux"] }],
    ["name:till-*", { kind: "text", key: "name", any: [["till-", ""]] }],
    ["till", { kind: "text", key: "name", any: [["", "till", ""]] }],
    ["*till*7", { kind: "text", key: "name", any: [["", "till", "7", ""]] }],
    ['"two words"', { kind: "text", key: "name", any: [["", "two words", ""]] }],
    [String.raw`name:"a\*b\"c\\d*"`, { kind: "text", key: "name", any: [[String.raw`a*b"c\d`, ""]] }],
    [String.raw`name:C:\x`, { kind: "text", key: "name", any: [[String.raw`C:\x`]] }],
    ["name:'or',not", { kind: "text", key: "name", any: [["or"], ["not"]] }],
    ["name:anna's", { kind: "text", key: "name", any: [["anna's"]] }],
    ["attr.Floor:>=3", { kind: "named", key: "attr", name: "floor", any: [{ operator: ">=", value: 3 }] }],
    ["attr.floor:3", { kind: "named", key: "attr", name: "floor", any: [{ glob: ["3"] }] }],
    ["attr.city:=Berlin", { kind: "named", key: "attr", name: "city", any: [{ glob: ["Berlin"] }] }],
    ["fact.os.name:Win*", { kind: "named", key: "fact", name: "os.name", any: [{ glob: ["Win", ""] }] }],
    ["memory:>=8gib", { kind: "number", key: "memory", any: [{ operator: ">=", value: 8 * 1024 ** 3 }] }],
    ["cpus:2,4", { kind: "number", key: "cpus", any: [2, 4].map((value) => ({ operator: "=" as const, value })) }],
    [
      "version:22.04,24.*",
      { kind: "version", key: "version", any: [{ operator: "=", version: "22.04" }, { glob: ["24.", ""] }] },
    ],
    ["seen:<7D", { kind: "age", key: "seen", operator: "<", ageMs: 7 * 86_400_000 }],
    ["subnet:10.20.30.40/16", { kind: "subnet", any: ["10.20.0.0/16"] }],
    ["subnet:10.20.30.40,FD00:0:0::7/64", { kind: "subnet", any: ["10.20.30.40", "fd00::/64"] }],
    ["installed:reader", { kind: "installed", any: [{ package: ["reader"] }] }],
    [
      "installed:reader>=24.2",
      { kind: "installed", any: [{ package: ["reader"], version: { operator: ">=", version: "24.2" } }] },
    ],
    [
      "installed:reader=24.*,writer",
      { kind: "installed", any: [{ package: ["reader"], version: { glob: ["24.", ""] } }, { package: ["writer"] }] },
    ],
    ["group:Berlin", { kind: "group", any: [{ name: "berlin", column: 7 }] }],
    ["is:offline", { kind: "presence", any: ["offline"] }],
  ];
  for (const [text, query] of values) assert.deepEqual(parsed(text), query, text);
});

test("what is wrong is said with its place and a way out", () => {
  const errors: [text: string, column: number, message: RegExp, hint: RegExp][] = [
    ["formFactor:laptop", 1, /there is no key "formFactor"/, /Did you mean form:laptop,tablet\?/],
    ["lastSeen:<7d", 1, /there is no key "lastSeen"/, /Did you mean seen:<7d\?/],
    ["", 1, /nothing in it/, /all for every device/],
    ["  \n ", 1, /nothing in it/, /all/],
    ["tag:till oss:windows", 10, /no key "oss"/, /Did you mean os:windows\?/],
    ["flavour:mint", 1, /no key "flavour"/, /Keys are os, arch, /],
    ["not:x", 1, /no key "not"/, /not without the colon/],
    ["os.name:x", 1, /no key "os.name"/, /fact\.os\.name/],
    ["os:windwos", 4, /os cannot be "windwos"/, /Did you mean os:windows\? It is windows, macos or linux/],
    ["os:win*", 4, /os cannot be "win\*"/, /os:windows/],
    ["is:onlin", 4, /is cannot be/, /is:online/],
    ["(os:windows tag:till", 1, /parenthesis is not closed/, /\)/],
    ["tag:a (os:windows (tag:till)", 7, /parenthesis is not closed/, /\)/],
    ["os:windows)", 11, /no parenthesis is open/, /Leave it out/],
    ["()", 1, /nothing between the parentheses/, /leave them out/],
    ['name:"till', 6, /quote is not closed/, /same quote/],
    ["name:'till\"", 6, /quote is not closed/, /same quote/],
    ["os: windows", 1, /os: has no value/, /without a blank: os:windows/],
    ["tag:x os:", 7, /os: has no value/, /os:windows/],
    ["os:windows, linux", 11, /nothing stands behind ","/, /without a blank/],
    ["os:windows ,linux", 12, /a comma belongs between/, /without blanks/],
    ["memory >= 8GiB", 8, /belongs right behind a key/, /memory:…/],
    ["memory:>=", 8, /nothing stands behind ">="/, /right behind it/],
    ["memory:>=8XB", 10, /"8XB" is no size/, /memory:>=8GiB/],
    ["memory:8GiB", 8, /memory needs a comparison/, /memory:>=8GiB/],
    ["cpus:many", 6, /"many" is no number/, /cpus:>=4/],
    ["seen:7d", 6, /seen needs a comparison/, /seen:<7d .* seen:>7d/],
    ["seen:<yesterday", 7, /no length of time/, /12h/],
    ["os:>windows", 4, /os cannot be compared/, /os:windows/],
    ["version:>=10,<11", 9, /no part of a list/, /version:… twice/],
    ["version:>=10.*", 11, /not one version/, /Leave out/],
    ["version:latest", 9, /no version/, /24\.\*/],
    ["installed:>=24", 11, /package is missing/, /installed:reader>=24\.2/],
    ["installed:reader>=", 17, /nothing stands behind ">="/, /right behind/],
    ["version:a>=24", 10, /one value to compare/, /version:>=10/],
    ["attr.floor:>high", 13, /"high" is no number/, /8GiB/],
    ["attr:3", 1, /does not say which one/, /attr\.floor/],
    ["subnet:10.20.300.0/16", 8, /no address and no subnet/, /10\.20\.0\.0\/16/],
    ["subnet:10.0.0.0/33", 8, /no address and no subnet/, /fd00/],
    ["group:ber*", 7, /not the name of one group/, /commas/],
    ["os:windows or", 12, /nothing stands behind "or"/, /leave it out/],
    ["or os:windows", 1, /nothing stands before "or"/, /leave it out/],
    ["(os:windows or) tag:x", 13, /nothing stands behind "or"/, /leave it out/],
    ["not", 1, /nothing stands behind "not"/, /leave it out/],
    ["-tag:old", 1, /"-" is not understood/, /not tag:old/],
    ["'os:windows'", 1, /part of a name/, /Leave them out: os:windows/],
    ["os:windows && tag:x", 12, /"&&" is not understood/, /write or/],
    ["10:20", 1, /no term/, /quotes: "10:20"/],
    ['name:""', 6, /nothing between the quotes/, /not name:\*/],
    ['name:"a"b', 9, /went on behind its quotes/, /all of it/],
    ['name:a"b"', 7, /a quote cannot begin inside/, /all of it/],
    ["till\u0007", 5, /cannot be seen/, /anew/],
    ["till\ud800", 5, /cannot be seen/, /anew/],
  ];
  for (const [text, column, message, hint] of errors) {
    const result = parseQuery(text);
    assert.ok(!result.ok, `${text} is read`);
    assert.deepEqual([result.error.column, text], [column, text], result.error.message);
    assert.match(result.error.message, message, text);
    assert.match(result.error.hint, hint, text);
    assert.doesNotMatch(`${result.error.message}\n${result.error.hint}`, /\.$/m, text);
  }
});

test("a query has limits, and says which", () => {
  const error = (text: string) => {
    const result = parseQuery(text);
    return result.ok ? "read" : result.error.message;
  };
  assert.equal(error(`${"(".repeat(LIMITS.queryDepth)}a${")".repeat(LIMITS.queryDepth)}`), "read");
  assert.match(error(`${"(".repeat(LIMITS.queryDepth + 1)}a${")".repeat(LIMITS.queryDepth + 1)}`), /nested/);
  assert.match(error(`${"not ".repeat(LIMITS.queryDepth + 1)}a`), /nested/);
  assert.match(error("(".repeat(LIMITS.queryChars)), /nested/, "however deep, no stack ends");
  const many = (count: number) => `os:${Array.from({ length: count }, () => "linux").join(",")}`;
  assert.equal(error(many(LIMITS.queryTerms)), "read");
  assert.match(error(many(LIMITS.queryTerms + 1)), /more than 200 values/);
  assert.match(error("a".repeat(LIMITS.queryChars + 1)), /longer than 2000/);
});

test("every key has an example that is one of its own", () => {
  for (const [key, { example }] of Object.entries(QUERY_KEYS)) {
    assert.equal(example.split(/[:.]/)[0], key);
    assert.equal(formatQuery(parsed(example)), example);
  }
});

test("what is written reads back as the same, whatever is in it", () => {
  fc.assert(
    fc.property(anyQuery(), (query) => {
      const text = formatQuery(query);
      const again = parseQuery(text);
      assert.ok(again.ok, again.ok ? "" : `${text}: ${again.error.message} at ${again.error.column}`);
      assert.deepEqual(withoutColumns(again.query), withoutColumns(query), text);
    }),
  );
});

test("any text is a query or has an error inside of it, and nothing is thrown", () => {
  const pieces = [
    "(",
    ")",
    '"',
    "'",
    "\\",
    ",",
    "*",
    "<",
    ">=",
    "=",
    ":",
    " ",
    "or",
    "not ",
    "and",
    "os:",
    "windows",
    "attr.",
    "seen:<7d",
    "10.0.0.0/8",
    "é",
    "\u0000",
    "\ud800",
    "🐟",
    "all",
  ];
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((each) => each.join("")),
  );
  fc.assert(
    fc.property(text, (each) => {
      const result = parseQuery(each);
      if (result.ok) {
        assert.deepEqual(parseQuery(formatQuery(result.query)).ok, true, formatQuery(result.query));
        return;
      }
      const { column, message, hint } = result.error;
      assert.ok(column >= 1 && column <= Math.max(1, each.length), `${column} of ${each.length}`);
      assert.ok(message !== "" && hint !== "");
    }),
    { numRuns: 2000 },
  );
});

function withoutColumns(query: Query): unknown {
  return JSON.parse(JSON.stringify(query, (key, value: unknown) => (key === "column" ? undefined : value)));
}
