import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FuzzJob, FuzzSaid } from "./job.ts";
import { TARGETS } from "./targets.ts";
import { readTrace } from "./trace.ts";

/** One input takes microseconds; what takes so long, on however busy a machine, does not end. */
const HANG_MS = 30_000;
const LOOK_MS = 500;
/** Beside what Node and all decoders take themselves. */
const HEAP_MB = 512;
const MAX_BYTES = 1024 ** 3;

/** A find: the input comes as base64, for `found.ts`. */
export type FuzzResult =
  | { kind: "done"; counts: Record<string, number> }
  | { kind: "crash" | "hang" | "memory"; target: string; input: string; detail: string };

/** Feeds decoders in a process of its own, which is ended where it hangs. */
export async function runFuzz(job: Omit<FuzzJob, "trace" | "maxBytes">): Promise<FuzzResult> {
  const folder = mkdtempSync(join(tmpdir(), "shoal-fuzz-"));
  const trace = join(folder, "input");
  writeFileSync(trace, "");
  const full: FuzzJob = { ...job, trace, maxBytes: MAX_BYTES };
  const script = fileURLToPath(new URL("./child.ts", import.meta.url));
  const child = spawn(
    process.execPath,
    ["--no-warnings", `--max-old-space-size=${HEAP_MB}`, script, JSON.stringify(full)],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, SHOAL_FUZZ_FOLDER: folder },
    },
  );
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => {
      said[name] = (said[name] + text).slice(-4 * 1024 ** 2);
    });
  let last = { count: -1, sinceMs: performance.now() };
  let hung = false;
  const look = setInterval(() => {
    const { count } = readTrace(trace);
    if (count !== last.count) last = { count, sinceMs: performance.now() };
    else if (count > 0 && performance.now() - last.sinceMs > HANG_MS) {
      hung = true;
      child.kill("SIGKILL");
    }
  }, LOOK_MS);
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.once("close", (...ended) => resolve(ended)),
  );
  clearInterval(look);
  const { target, input } = readTrace(trace);
  rmSync(folder, { recursive: true, force: true });
  const at = { target: TARGETS[target]?.name ?? "", input: input.toString("base64") };
  if (hung) return { kind: "hang", ...at, detail: `no end within ${HANG_MS} ms` };
  const line = said.stdout.trim().split("\n").at(-1) ?? "";
  if (line.startsWith("{")) return JSON.parse(line) as FuzzSaid;
  return {
    kind: "crash",
    ...at,
    detail: `the process ended with ${signal ?? code}: ${said.stderr.trim().slice(-2000)}`,
  };
}
