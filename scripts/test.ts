/**
 * `npm test`: everything a change has to pass, with the set-up that it needs. `--slow` runs the slow suites instead;
 * `--only=types,lint,knip,test` picks steps; further words are file globs for the test runner.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
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

interface Step {
  name: string;
  command: string;
  args: string[];
}

/** Side by side, since each uses one processor; what one says is printed as a whole when it has ended. */
async function together(steps: readonly Step[]): Promise<void> {
  await Promise.all(steps.map((each) => step(each, "whole")));
}

async function step({ name, command, args }: Step, output: "whole" | "as it comes"): Promise<void> {
  if (only.size > 0 && !only.has(name)) return;
  const started = performance.now();
  if (output === "as it comes") console.log(`\n── ${name}`);
  const way = output === "whole" ? "pipe" : "inherit";
  const child = spawn(command, args, { cwd: root, stdio: ["ignore", way, way] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => said.push(chunk));
  const [status] = (await once(child, "close")) as [number | null];
  if (output === "whole") console.log(`\n── ${name}\n${Buffer.concat(said)}`.trimEnd());
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

if (!values.slow)
  await together([
    { name: "types", command: bin("tsc"), args: ["--noEmit", "-p", "tsconfig.json"] },
    { name: "types of the console", command: bin("tsc"), args: ["--noEmit", "-p", "console"] },
    { name: "lint", command: bin("biome"), args: ["check", "--error-on-warnings", "."] },
    { name: "knip", command: bin("knip"), args: ["--no-progress"] },
  ]);
const files = testFiles();
if (files.length === 0) failed.push("no test files found");
else {
  const args = [
    "--test",
    "--import=./scripts/compile-once.mjs",
    "--test-concurrency=2",
    // A test that hangs is a failure, not a wait.
    `--test-timeout=${values.slow ? 1_800_000 : 300_000}`,
    "--test-reporter=./scripts/test-reporter.ts",
    "--test-reporter-destination=stdout",
    ...files,
  ];
  await step({ name: "test", command: process.execPath, args }, "as it comes");
}

for (const reason of leftOut) console.log(`left out: ${reason}`);
if (failed.length > 0) {
  console.log(`\nFAILED: ${failed.join(", ")}`);
  process.exit(1);
}
