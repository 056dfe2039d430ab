import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { AUDIT_SUBJECTS } from "@shoal/protocol/audit/subjects";

test("whatever the server calls by a noun and a name is in the table of subjects", () => {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const found = new Set<string>();
  for (const file of globSync("server/src/**/*.ts", { cwd: root, exclude: (name) => name.endsWith(".test.ts") }))
    for (const [, noun] of readFileSync(`${root}/${file}`, "utf8").matchAll(
      /`([a-z-]+):\$\{[^}]*\}(?:@\$\{[^}]*\})?`/g,
    ))
      found.add(noun!);
  const known = new Set(Object.keys(AUDIT_SUBJECTS));
  assert.ok(found.size > 15, "they are found");
  assert.deepEqual(
    [...found].filter((noun) => !known.has(noun)),
    [],
  );
});
