import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const MAIN = fileURLToPath(new URL("../../../agent/bin/shoal-agent.mjs", import.meta.url));

test("an agent's process never loads the TypeScript stripper, not even with new code, nor the HTTP client that it does not use", () => {
  const folder = mkdtempSync(join(tmpdir(), "shoal-code-cache-"));
  try {
    // What the process has loaded of Node itself, when it ends.
    const told = join(folder, "told");
    const teller = join(folder, "teller.mjs");
    writeFileSync(
      teller,
      `import { writeFileSync } from "node:fs";
process.on("exit", () => process.argv.includes("run") && writeFileSync(${JSON.stringify(told)}, process.moduleLoadList.join("\\n")));
`,
    );
    const { stderr } = spawnSync(
      process.execPath,
      [`--import=${pathToFileURL(teller)}`, MAIN, "run", "--state", join(folder, "none")],
      { encoding: "utf8" },
    );
    assert.match(stderr, /no device is enrolled/);
    const loaded = readFileSync(told, "utf8").split("\n");
    assert.ok(loaded.includes("NativeModule child_process"), "the list has what was loaded");
    assert.deepEqual(
      loaded.filter((name) => /amaro|deps\/undici/.test(name)),
      [],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
