import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { buildConsole, CONSOLE_DIST } from "@shoal/console/build";
import { consoleWeight } from "./weight.ts";

const BUDGET_BYTES = 250_000;

test("what is fetched before the first page is under 250 KB of script, packed; charts, tables and the palette are not in it", async () => {
  await buildConsole();
  const { bytes, names } = consoleWeight();
  assert.ok(bytes < BUDGET_BYTES, `${bytes} bytes in ${names.join(", ")}`);
  assert.doesNotMatch(names.join(" "), /pages\/.*-page\.tsx|chart|palette-dialog/);
  const script = names
    .filter((each) => each.endsWith(".js"))
    .map((each) => readFileSync(`${CONSOLE_DIST}/${each}`, "utf8"));
  assert.doesNotMatch(script.join(), /getSortedRowModel/);
});
