import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { NEXT_STEPS } from "@shoal/protocol/action/next-step";
import { SENTENCES } from "@shoal/protocol/sentence/sentences";

test("every sentence of the table is said by somebody: none has been left behind", () => {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const code = globSync("{protocol,server,core,agent}/src/**/*.ts", {
    cwd: root,
    // The table itself says nothing.
    exclude: (name) => name.endsWith(".test.ts") || name.startsWith("protocol/src/sentence"),
  })
    .map((file) => readFileSync(`${root}/${file}`, "utf8"))
    .join("\n");
  const byDefault = new Set<string>(Object.values(NEXT_STEPS));
  // Conditions are named `os-is` and `os-not` by their key. What a key is for stands in its schema, word for word.
  const said = (name: keyof typeof SENTENCES) =>
    code.includes(`"${name}"`) ||
    byDefault.has(name) ||
    code.includes(`"${name.replace(/-(is|not)$/, "")}"`) ||
    code.includes(JSON.stringify(SENTENCES[name].replace("{variable}", "${VAR}")));
  assert.deepEqual(
    (Object.keys(SENTENCES) as (keyof typeof SENTENCES)[]).filter((name) => !said(name)),
    [],
  );
});
