import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { buildConsole, CONSOLE_DIST } from "@shoal/console/build";
import { consoleWeight } from "./weight.ts";

const BUDGET_BYTES = 250_000;

test("what is fetched before the first page is under 250 KB of script, packed; charts, tables and the palette are not in it", async () => {
  await buildConsole();
  const { bytes, parts, files } = consoleWeight();
  assert.ok(bytes < BUDGET_BYTES, `${bytes} bytes in ${files.join(", ")}`);
  assert.doesNotMatch(parts.join(" "), /pages\/.*-page\.tsx|chart|palette-dialog/);
  const script = files.map((each) => readFileSync(`${CONSOLE_DIST}/${each}`, "utf8"));
  assert.doesNotMatch(script.join(), /getSortedRowModel/);
});
