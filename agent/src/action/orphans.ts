import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { endTree } from "../process/end-tree.ts";
import { listProcesses } from "../process/process-table.ts";
import type { RunProcess } from "../process/run.ts";

const NAME = "SHOAL_ACTION";
const LOOK_EVERY_MS = 1000;

function markOf(actionId: string): string {
  return createHash("sha256").update(actionId).digest("hex").slice(0, 24);
}

/** Marks every process of an action in its environment, so that an agent that comes later finds what still runs. */
export function marking(run: RunProcess, actionId: string): RunProcess {
  return (command, log, signal) => run({ ...command, env: { ...command.env, [NAME]: markOf(actionId) } }, log, signal);
}

/**
 * Waits until nothing runs any more of what an agent that was killed had begun: its installer outlives it, and nobody may
 * run a second one beside it or ask what came of it too soon. Where the system does not show environments (everywhere but
 * on Linux), nothing is found.
 * @returns whether all of it has ended by itself within the time
 */
export async function orphansEnded(actionId: string, limitMs: number, signal: AbortSignal): Promise<boolean> {
  const mark = `${NAME}=${markOf(actionId)}`;
  for (const endMs = performance.now() + limitMs; ; ) {
    const rows = process.platform === "win32" ? [] : await listProcesses(mark);
    if (!rows.some((row) => row.marked)) return true;
    if (performance.now() > endMs || signal.aborted) return false;
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Ends what still runs of an action whose time is over: nothing may run beside what comes next. */
export async function endOrphans(actionId: string, graceMs?: number): Promise<void> {
  await endTree({ mark: `${NAME}=${markOf(actionId)}` }, graceMs);
}
