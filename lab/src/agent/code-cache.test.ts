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

test("the process that follows releases goes by the cache too, once it has been filled, and ends with its work", () => {
  const folder = mkdtempSync(join(tmpdir(), "shoal-code-cache-"));
  try {
    const [told, teller, asker] = ["told", "teller.mjs", "asker.mjs"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(
      teller,
      `import { appendFileSync } from "node:fs";
if (process.argv[1].endsWith("follow-child.ts"))
  process.on("exit", () => appendFileSync(${JSON.stringify(told)}, process.moduleLoadList.join(" ") + "\\n"));
`,
    );
    const follow = new URL(import.meta.resolve("@shoal/agent/trust/follow"));
    writeFileSync(
      asker,
      `import { enableCompileCache } from "node:module";
enableCompileCache(${JSON.stringify(join(folder, "cache"))});
const { followInChild } = await import(${JSON.stringify(follow.href)});
const job = { folder: ${JSON.stringify(join(folder, "trust"))}, root: "{}", nowMs: Date.now(), paths: [] };
for (let times = 0; times < 2; times++) {
  const { ok } = await followInChild(job, async () => "absent", new AbortController().signal);
  if (ok) throw new Error("a root that is none was believed");
}
`,
    );
    const env = { ...process.env, NODE_OPTIONS: `--import=${pathToFileURL(teller)}` };
    const { status, stderr } = spawnSync(process.execPath, [asker], { encoding: "utf8", env, timeout: 60_000 });
    assert.equal(status, 0, stderr);
    const strippers = readFileSync(told, "utf8")
      .trim()
      .split("\n")
      .map((line) => line.includes("amaro"));
    assert.deepEqual(strippers, [true, false]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
