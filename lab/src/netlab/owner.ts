import { readFileSync } from "node:fs";

let labs = 0;

/**
 * An id that no other lab has. It tells whose it is: a pid alone would be another process's some day, with the time of its start
 * it never is.
 */
export function ownedId(): string {
  labs++;
  return `${process.pid}-${startTicks(process.pid)}-${labs}`;
}

/** Whose process is gone. A lab with a chosen id has no owner, and so is never without one. */
export function isOrphaned(id: string): boolean {
  const [, pid, ticks] = /^(\d+)-(\d+)-\d+$/.exec(id) ?? [];
  return pid !== undefined && startTicks(Number(pid)) !== ticks;
}

/** proc_pid_stat(5): state and start time are fields 3 and 22; the second has brackets round it, and anything in them. */
function startTicks(pid: number): string | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
    return fields[0] === "Z" ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
