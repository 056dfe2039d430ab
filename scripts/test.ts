/**
 * `npm test`: everything a change has to pass, with the set-up that it needs. `--slow` runs the slow suites instead;
 * `--only=types,lint,knip,test` picks steps; further words are file globs for the test runner.
 */
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { installDebianPackages } from "./debian-packages.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    slow: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    debian: { type: "boolean", default: true },
  },
  allowNegative: true,
});

const WORKSPACES = "{protocol,core,server,agent,cli,console,lab}/src";
const bin = (name: string) => join(root, "node_modules", ".bin", name);
const only = new Set(values.only.split(",").filter(Boolean));
const failed: string[] = [];

function step(name: string, command: string, args: string[], env: Record<string, string> = {}): void {
  if (only.size > 0 && !only.has(name)) return;
  const started = performance.now();
  console.log(`\n── ${name}`);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
  });
  console.log(`── ${name}: ${status === 0 ? "ok" : "FAILED"} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  if (status !== 0) failed.push(name);
}

function testFiles(): string[] {
  if (positionals.length > 0) return positionals.flatMap((pattern) => globSync(pattern, { cwd: root }));
  const all = globSync([`${WORKSPACES}/**/*.test.ts`, "scripts/**/*.test.ts"], { cwd: root }).sort();
  return all.filter((file) => file.endsWith(".slow.test.ts") === values.slow);
}

const leftOut = values.debian
  ? installDebianPackages(join(root, "scripts", "debian-packages.json"), values.slow ? ["test", "slow"] : ["test"])
  : [];

if (!values.slow) {
  step("types", bin("tsc"), ["--noEmit", "-p", "tsconfig.json"]);
  step("types of the console", bin("tsc"), ["--noEmit", "-p", "console"]);
  step("lint", bin("biome"), ["check", "--error-on-warnings", "."]);
  step("knip", bin("knip"), ["--no-progress"]);
}
const files = testFiles();
if (files.length === 0) failed.push("no test files found");
else {
  const args = [
    "--test",
    "--test-concurrency=2",
    // A test that hangs is a failure, not a wait.
    `--test-timeout=${values.slow ? 1_800_000 : 300_000}`,
    "--test-reporter=./scripts/test-reporter.ts",
    "--test-reporter-destination=stdout",
    ...files,
  ];
  // Thousands of processes run the same code: it is compiled once.
  step("test", process.execPath, args, { NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "tests") });
}

for (const reason of leftOut) console.log(`left out: ${reason}`);
if (failed.length > 0) {
  console.log(`\nFAILED: ${failed.join(", ")}`);
  process.exit(1);
}
