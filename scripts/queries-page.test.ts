import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { QUERY_KEYS, type QueryKey } from "@shoal/core/query/keys";
import { parseQuery } from "@shoal/core/query/parse";

const page = readFileSync(new URL("../docs/queries.md", import.meta.url), "utf8");
const row = (key: string) =>
  page.split("\n").find((line) => line.startsWith(`| \`${key}\` `) || line.startsWith(`| \`${key}.NAME\` `));

test("docs/queries.md has a row for every key, with its words and what it asks", () => {
  for (const [key, { words = [], help }] of Object.entries(QUERY_KEYS) as [string, QueryKey][]) {
    const line = row(key);
    assert.ok(line, key);
    for (const word of words) assert.ok(line.includes(`\`${word}\``), `${key}: ${word}`);
    const begin = help.split(" ").slice(0, 2).join(" ");
    assert.ok(line.includes(begin), `${key}: ${begin}`);
  }
});

test("every example on the page can be read", () => {
  const blocks = [...page.matchAll(/^```\n(.*?)^```$/gms)].flatMap((match) => match[1]!.trim().split("\n"));
  const inline = [...page.matchAll(/`((?:not )?[a-z]+(?:\.[a-z.]+)?:[^`\s][^`]*)`/g)].map((match) => match[1]!);
  assert.ok(blocks.length >= 3 && inline.length > 20, `${blocks.length}, ${inline.length}`);
  for (const text of [...blocks, ...inline]) {
    const parsed = parseQuery(text);
    assert.ok(parsed.ok, parsed.ok ? "" : `${text}: ${parsed.error.message}`);
  }
});
