import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { NEXT_STEPS } from "@shoal/protocol/action/next-step";
import { SENTENCES } from "@shoal/protocol/sentence/sentences";

test("every sentence of the table is said by somebody: none has been left behind", () => {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const code = globSync("{server,core,agent}/src/**/*.ts", { cwd: root, exclude: (name) => name.endsWith(".test.ts") })
    .map((file) => readFileSync(`${root}/${file}`, "utf8"))
    .join("\n");
  const byDefault = new Set<string>(Object.values(NEXT_STEPS));
  // Conditions are named `os-is` and `os-not` by their key.
  const said = (name: string) =>
    code.includes(`"${name}"`) || byDefault.has(name) || code.includes(`"${name.replace(/-(is|not)$/, "")}"`);
  assert.deepEqual(
    Object.keys(SENTENCES).filter((name) => !said(name)),
    [],
  );
});
