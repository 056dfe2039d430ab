import assert from "node:assert/strict";
import { test } from "node:test";
import { buildConsole } from "@shoal/console/build";
import { consoleWeight } from "./weight.ts";

const BUDGET_BYTES = 250_000;

test("what is fetched before the first page is under 250 KB of script, packed; charts and the palette are not in it", async () => {
  await buildConsole();
  const { bytes, names } = consoleWeight();
  assert.ok(bytes < BUDGET_BYTES, `${bytes} bytes in ${names.join(", ")}`);
  assert.doesNotMatch(names.join(" "), /pages\/.*-page\.tsx|chart|palette-dialog/);
});
