import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { getCompileCacheDir } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";

export const CLI = fileURLToPath(import.meta.resolve("@shoal/cli/main"));

/** Where this process has its compiled code, if anywhere: commands are made of much the same. */
const compiledIn = getCompileCacheDir();
const COMPILED = compiledIn === undefined ? {} : { NODE_COMPILE_CACHE: dirname(compiledIn) };

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Shoal {
  /** Runs one command to its end, off a terminal. */
  (...args: string[]): Promise<Ran>;
  /** The answer of a command under `--json`. */
  json<T>(...args: string[]): Promise<T>;
  start(args: string[], more?: NodeJS.ProcessEnv): { child: ChildProcess; ended: Promise<Ran> };
  /** A folder of this test, where the command is run and its settings are. */
  cwd: string;
}

/** The real CLI in a process of its own, with an environment that has nothing of the machine's. */
export function shoalFor(t: TestContext, environment: NodeJS.ProcessEnv): Shoal {
  const cwd = mkdtempSync(join(tmpdir(), "shoal-cli-"));
  t.after(() => rmSync(cwd, { recursive: true, force: true }));
  const start = (args: string[], more: NodeJS.ProcessEnv = {}) => {
    const env = {
      PATH: process.env["PATH"],
      ...COMPILED,
      HOME: cwd,
      SHOAL_CONFIG_DIR: join(cwd, "config"),
      ...environment,
      ...more,
    };
    const child = spawn(process.execPath, [CLI, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const ended = new Promise<Ran>((resolve, reject) => {
      let [stdout, stderr] = ["", ""];
      child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
      child.once("error", reject);
      child.once("close", (code) => resolve({ code, stdout, stderr }));
    });
    return { child, ended };
  };
  const run = (...args: string[]) => start(args).ended;
  return Object.assign(run, {
    cwd,
    start,
    async json<T>(...args: string[]): Promise<T> {
      const ran = await run(...args, "--json");
      if (ran.code !== 0) throw new Error(`shoal ${args.join(" ")}: ${ran.code} ${ran.stderr}`);
      return JSON.parse(ran.stdout) as T;
    },
  });
}
