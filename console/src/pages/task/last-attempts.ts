import type { ActionRow } from "@shoal/protocol/api/task";

/** What the task is to each device now: its last attempt there. What it needs besides, and what it replaces, are not the task. */
export function lastAttempts(rows: readonly ActionRow[]): ActionRow[] {
  const last = new Map<string, ActionRow>();
  for (const row of rows)
    if (row.role === undefined && (last.get(row.deviceId)?.attempt ?? 0) <= row.attempt) last.set(row.deviceId, row);
  return [...last.values()];
}

export interface Cause {
  code: string;
  exitCode?: number | undefined;
}

/** Devices that stand failed for this cause: not those that were tried again since, whatever came of it. */
export function standingBy(rows: readonly ActionRow[], { code, exitCode }: Cause): string[] {
  return lastAttempts(rows)
    .filter((row) => row.state === "failed" && row.reason?.code === code && row.exitCode === exitCode)
    .map((row) => row.deviceId);
}
