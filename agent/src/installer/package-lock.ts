import { setTimeout as sleep } from "node:timers/promises";
import { createOutputLog } from "../process/output-log.ts";
import type { Command, OutputLog, ProcessOutcome } from "../process/run.ts";
import type { InstallContext } from "./installer.ts";

/** What dpkg, apt and rpm say when another one is at work, in the language that children get. */
const LOCKED =
  /dpkg (?:frontend )?(?:database )?lock|dpkg status database is locked|Could not get lock|can't create transaction lock|Unable to acquire the dpkg/i;
const LOOK_EVERY_MS = 2000;

/** sysexits.h EX_TEMPFAIL, which no package manager uses: the exit tables take it for "try again later". */
export const STILL_LOCKED = 75;

/**
 * Runs a package manager, again and again while another one holds its lock. dpkg knows no waiting, and apt waits for some of
 * its locks only.
 * @returns its outcome, or exit code 75 when the lock was held all the time
 */
export async function runUnlessLocked(
  command: Pick<Command, "argv" | "env">,
  { run, log, timeoutMs, workDir, signal }: InstallContext,
  lockWaitMs: number,
  lookEveryMs: number = LOOK_EVERY_MS,
): Promise<ProcessOutcome> {
  const started = performance.now();
  const passedMs = () => Math.round(performance.now() - started);
  for (let told = false; ; told = true) {
    const own = createOutputLog();
    const leftMs = Math.max(1000, timeoutMs - passedMs());
    const outcome = await run({ ...command, cwd: workDir, timeoutMs: leftMs }, teed(log, own), signal);
    if (outcome.kind !== "exited" || outcome.exitCode === 0 || !LOCKED.test(own.tail().text)) return outcome;
    const until = Math.min(lockWaitMs, timeoutMs);
    if (passedMs() + lookEveryMs > until) {
      log.write(`[another package manager held the lock for ${Math.round(passedMs() / 1000)} s]\n`);
      return { kind: "exited", exitCode: STILL_LOCKED, durationMs: passedMs() };
    }
    if (!told) log.write("[another package manager is at work: waiting for it]\n");
    await sleep(lookEveryMs, undefined, signal ? { signal } : {}).catch(() => undefined);
    if (signal?.aborted) return { kind: "stopped", durationMs: passedMs() };
  }
}

function teed(one: OutputLog, other: OutputLog): OutputLog {
  return {
    write(chunk) {
      one.write(chunk);
      other.write(chunk);
    },
    tail: () => one.tail(),
  };
}
