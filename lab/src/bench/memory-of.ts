import { readFileSync } from "node:fs";

/** The most of a process's memory that was ever resident; proc_pid_status(5). @throws Error where there is no such process */
export function peakRssBytesOf(pid: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
}
