import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

test("docs/openapi.json and the CLI's types are what the running server says", () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL("./generate-api.ts", import.meta.url)), "--check"],
    { encoding: "utf8" },
  );
  assert.equal(status, 0, stderr);
});
