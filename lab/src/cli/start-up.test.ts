import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { pathToFileURL } from "node:url";
import { CLI } from "./shoal.ts";

const BIN = join(dirname(CLI), "..", "bin", "shoal.mjs");

/** A home of its own; says whether the process had to strip the types out of the code. */
function home(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "shoal-home-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [teller, told] = [join(folder, "teller.mjs"), join(folder, "told")];
  writeFileSync(
    teller,
    `import { writeFileSync } from "node:fs";
process.on("exit", () => writeFileSync(${JSON.stringify(told)}, String(process.moduleLoadList.some((name) => /amaro/.test(name)))));
`,
  );
  const cache = join(folder, ".cache", "shoal", "code");
  const strips = () => {
    rmSync(told, { force: true });
    const env = { PATH: process.env["PATH"], HOME: folder };
    const args = [`--import=${pathToFileURL(teller)}`, BIN, "--version"];
    const ran = spawnSync(process.execPath, args, { encoding: "utf8", env });
    assert.match(ran.stdout, /^\d+\.\d+\.\d+\n$/, ran.stderr);
    return readFileSync(told, "utf8") === "true";
  };
  return { cache, strips };
}

test("what a command has compiled is kept in its user's cache, and not compiled again", (t) => {
  const { cache, strips } = home(t);
  assert.ok(strips());
  assert.ok(readdirSync(cache).length > 0);
  assert.ok(!strips());
});

test("a cache in which others may write is not used, and the command works", (t) => {
  const { cache, strips } = home(t);
  strips();
  chmodSync(cache, 0o777);
  assert.ok(strips());
  rmSync(cache, { recursive: true });
  mkdirSync(join(cache, ".."), { recursive: true });
  writeFileSync(cache, "no folder");
  assert.ok(strips());
});

test("a cache that is another user's is not used", (t) => {
  if (process.getuid?.() !== 0) return t.skip("giving a folder to another user needs root");
  const { cache, strips } = home(t);
  strips();
  chownSync(cache, 65534, 65534);
  assert.ok(strips());
});

test("a command loads what it needs itself: no schemas and no YAML to list devices", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "shoal-loaded-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [teller, told] = [join(folder, "teller.mjs"), join(folder, "told")];
  writeFileSync(
    teller,
    `import { writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
const loaded = [];
registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
process.on("exit", () => writeFileSync(${JSON.stringify(told)}, loaded.join("\\n")));
`,
  );
  const loadedBy = (...args: string[]) => {
    const env = { PATH: process.env["PATH"], HOME: folder };
    spawnSync(process.execPath, [`--import=${pathToFileURL(teller)}`, CLI, ...args], { cwd: folder, env });
    return [
      ...new Set(readFileSync(told, "utf8").match(/(?<=node_modules\/)(typebox|yaml|cborg|commander)(?=\/)/g)),
    ].sort();
  };
  assert.deepEqual(loadedBy("device", "list", "--server", "http://127.0.0.1:9", "--token", "none"), ["commander"]);
  const checked = loadedBy("package", "check", folder);
  assert.ok(checked.includes("typebox") && checked.includes("yaml"), `what is loaded is told: ${checked}`);
});
