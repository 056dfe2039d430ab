import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { test } from "node:test";
import { buildConsole, CONSOLE_DIST } from "@shoal/console/build";

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
}

const BUDGET_BYTES = 250_000;

test("what is fetched before the first page is under 250 KB of script, packed; charts and the palette are not in it", async () => {
  await buildConsole();
  const manifest = JSON.parse(readFileSync(`${CONSOLE_DIST}/.vite/manifest.json`, "utf8")) as Record<string, Chunk>;
  const reach = (key: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(key)) return seen;
    seen.add(key);
    for (const next of manifest[key]!.imports ?? []) reach(next, seen);
    return seen;
  };
  const [entry] = Object.entries(manifest).find(([, chunk]) => chunk.isEntry) ?? [];
  assert.ok(entry, "there is an entry");
  const before = reach(entry);
  const german = Object.keys(manifest).find((key) => key.endsWith("text/de/catalogue.ts"));
  assert.ok(german, "a language is a chunk of its own");
  const files = [...before, german].map((key) => manifest[key]!.file);
  const bytes = files.reduce((sum, file) => sum + statSync(`${CONSOLE_DIST}/${file}.gz`).size, 0);
  assert.ok(bytes < BUDGET_BYTES, `${bytes} bytes in ${files.join(", ")}`);
  const names = [...before].join(" ");
  assert.doesNotMatch(names, /pages\/.*-page\.tsx|chart|palette-dialog/);
});
