import { type ChildProcess, execFile, spawn } from "node:child_process";
import { setPriority } from "node:os";
import { promisify } from "node:util";
import { PieceHasher } from "@shoal/protocol/node/piece-hasher";

export interface ZstdJob {
  program: string;
  oldPath: string;
  patchPath: string;
  windowLog: number;
  timeoutMs: number;
  signal: AbortSignal;
}

export type ZstdOutcome = { ok: true } | { ok: false; why: "failed" | "timed-out" | "stopped"; detail: string };

/** Version of the program, or undefined where it is not there. `--patch-from` came with 1.4.5. */
export async function zstdVersion(program: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(program, ["--version"], { timeout: 10_000 });
    const version = /v(\d+)\.(\d+)\.(\d+)/.exec(stdout);
    if (!version) return undefined;
    const [major, minor, patch] = version.slice(1).map(Number) as [number, number, number];
    return major * 10_000 + minor * 100 + patch >= 10_405 ? version[0].slice(1) : undefined;
  } catch {
    return undefined;
  }
}

/** Makes `patchPath`, with which `oldPath` becomes `newPath`. One thread: it finds more, and leaves the other cores. */
export async function makePatch(job: ZstdJob & { newPath: string; level: number }): Promise<ZstdOutcome> {
  const { program, oldPath, newPath, patchPath, level, windowLog } = job;
  const args = ["-q", "-f", "--single-thread", `--patch-from=${oldPath}`, `--long=${windowLog}`, `-${level}`];
  return await run(spawn(program, [...args, newPath, "-o", patchPath], { stdio: ["ignore", "ignore", "pipe"] }), job);
}

/** Applies a patch and compares: what devices will be told to use was used once before. */
export async function checkPatch(job: ZstdJob & { targetDigest: string }): Promise<ZstdOutcome> {
  const { program, oldPath, patchPath, windowLog, targetDigest } = job;
  const args = ["-q", "-d", "-c", `--patch-from=${oldPath}`, `--long=${windowLog}`, patchPath];
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  const hasher = new PieceHasher();
  child.stdout.on("data", (chunk: Uint8Array) => hasher.update(chunk));
  const outcome = await run(child, job);
  if (!outcome.ok) return outcome;
  const { digest } = hasher.finish().ref;
  return digest === targetDigest ? outcome : { ok: false, why: "failed", detail: `the patch makes ${digest}` };
}

async function run(child: ChildProcess, { timeoutMs, signal }: ZstdJob): Promise<ZstdOutcome> {
  if (child.pid !== undefined)
    try {
      setPriority(child.pid, 19);
    } catch {
      // It has ended already, or this system has no priorities: it only runs less politely.
    }
  let why: "timed-out" | "stopped" | undefined;
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-1000);
  });
  const kill = (reason: "timed-out" | "stopped") => {
    why ??= reason;
    child.kill("SIGKILL");
  };
  const timer = setTimeout(() => kill("timed-out"), timeoutMs);
  const onAbort = () => kill("stopped");
  signal.addEventListener("abort", onAbort);
  if (signal.aborted) onAbort();
  return await new Promise((resolve) => {
    const end = (outcome: ZstdOutcome) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      resolve(outcome);
    };
    child.on("error", (error) => end({ ok: false, why: "failed", detail: error.message }));
    child.on("close", (code, killedBy) => {
      if (code === 0 && !why) end({ ok: true });
      else end({ ok: false, why: why ?? "failed", detail: said.trim() || (killedBy ?? `exit code ${code}`) });
    });
  });
}
