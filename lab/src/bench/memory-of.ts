import { readFileSync } from "node:fs";

/** What of a process's memory is resident; proc_pid_status(5). @throws Error where there is no such process */
export function rssBytesOf(pid: number): number {
  return bytesOf(pid, "VmRSS");
}

/** The most that ever was. @throws Error where there is no such process */
export function peakRssBytesOf(pid: number): number {
  return bytesOf(pid, "VmHWM");
}

function bytesOf(pid: number, row: string): number {
  const found = new RegExp(`${row}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(found?.[1] ?? 0) * 1024;
}
