import type { TaskCell } from "@shoal/protocol/api/task";

/** What the task is to each device now: its last attempt there. */
export function lastAttempts(rows: readonly TaskCell[]): TaskCell[] {
  const last = new Map<string, TaskCell>();
  for (const row of rows) if ((last.get(row.deviceId)?.attempt ?? 0) <= row.attempt) last.set(row.deviceId, row);
  return [...last.values()];
}

export interface Cause {
  code: string;
  exitCode?: number | undefined;
}

/** Devices that stand failed for this cause: not those that were tried again since, whatever came of it. */
export function standingBy(rows: readonly TaskCell[], { code, exitCode }: Cause): string[] {
  return lastAttempts(rows)
    .filter((row) => row.state === "failed" && row.reason?.code === code && row.exitCode === exitCode)
    .map((row) => row.deviceId);
}
