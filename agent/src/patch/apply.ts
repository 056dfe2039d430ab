import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import { LIMITS } from "@shoal/protocol/limits";
import { ownCodeEnvironment } from "../process/own-code.ts";
import { type ApplyJob, type ApplyResult, parseApplyResult } from "./job.ts";

export type ApplyOutcome =
  /** `outPath` has the target: whole, pieces and size were compared with `target`. */
  | { ok: true; durationMs: number }
  /**
   * `refused`: the patch is wrong and will always be (another result, a damaged frame, more than was announced).
   * The others say something about this device or moment. `outPath` is gone in every case.
   */
  | {
      ok: false;
      why: "refused" | "too-large" | "disk-full" | "io" | "timed-out" | "stopped" | "crashed";
      detail: string;
    };

export interface ApplyRequest {
  /** The blob that the device holds. */
  oldPath: string;
  oldSizeBytes: number;
  patchPath: string;
  /** Made new, and not durable yet: whoever keeps it syncs it. */
  outPath: string;
  target: BlobRef;
  /** What the offer says; nothing that needs more is decoded. */
  windowLog: number;
  signal?: AbortSignal;
}

const CHILD = fileURLToPath(new URL("./apply-child.ts", import.meta.url));

/** Memory of the child: the old file twice (as read, and as the decoder's dictionary), the window, and Node itself. */
export function patchMemoryBytes(oldSizeBytes: number, newSizeBytes: number, windowLog: number): number {
  return 2 * oldSizeBytes + Math.min(2 ** windowLog, newSizeBytes) + 100 * 1024 ** 2;
}

/**
 * Makes `target` out of an old blob and a patch, in a child process: its memory goes back when it ends, and a decoder
 * that a hostile patch brings down takes nobody with it. Never throws.
 */
export async function applyPatch(request: ApplyRequest): Promise<ApplyOutcome> {
  const tooLarge = whyTooLarge(request);
  if (tooLarge) return { ok: false, why: "too-large", detail: tooLarge };
  const started = performance.now();
  const outcome = await runChild(request);
  if (outcome.ok) return { ok: true, durationMs: Math.round(performance.now() - started) };
  await rm(request.outPath, { force: true }).catch(() => undefined);
  return outcome;
}

function whyTooLarge({ oldSizeBytes, target, windowLog }: ApplyRequest): string | undefined {
  if (oldSizeBytes > LIMITS.patchOldBytes) return `the old file has ${oldSizeBytes} bytes`;
  if (target.sizeBytes > LIMITS.patchNewBytes) return `the new file has ${target.sizeBytes} bytes`;
  if (windowLog > LIMITS.patchWindowLog) return `a window of 2^${windowLog} bytes`;
  const needBytes = patchMemoryBytes(oldSizeBytes, target.sizeBytes, windowLog);
  const freeBytes = process.availableMemory();
  if (needBytes > freeBytes) return `it needs ${needBytes} bytes of memory, and ${freeBytes} are free`;
  return undefined;
}

async function runChild({
  oldPath,
  patchPath,
  outPath,
  target,
  windowLog,
  signal,
}: ApplyRequest): Promise<ApplyResult> {
  const job: ApplyJob = { oldPath, patchPath, outPath, target, windowLog };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--no-warnings", CHILD, JSON.stringify(job)], {
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
      env: ownCodeEnvironment(),
    });
    let why: "timed-out" | "stopped" | undefined;
    const kill = (reason: "timed-out" | "stopped") => {
      why ??= reason;
      child.kill("SIGKILL");
    };
    const timer = setTimeout(() => kill("timed-out"), LIMITS.patchApplyMs);
    const onAbort = () => kill("stopped");
    if (signal?.aborted) onAbort();
    signal?.addEventListener("abort", onAbort);
    const output = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const)
      child[name].setEncoding("utf8").on("data", (text: string) => {
        output[name] = (output[name] + text).slice(-4096);
      });
    const end = (result: ApplyResult) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      resolve(result);
    };
    child.on("error", (error) => end({ ok: false, why: "crashed", detail: error.message }));
    child.on("close", (code, killedBy) => {
      const said = parseApplyResult(output.stdout);
      if (why)
        end({ ok: false, why, detail: why === "stopped" ? "stopped" : `not done after ${LIMITS.patchApplyMs} ms` });
      else if (said && code === 0) end(said);
      else
        end({
          ok: false,
          why: "crashed",
          detail: `${killedBy ?? `exit code ${code}`} ${output.stderr.trim().slice(-500)}`,
        });
    });
  });
}
