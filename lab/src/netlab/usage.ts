import { readFileSync, writeFileSync } from "node:fs";
import { cpuSecondsOf } from "../bench/cpu-of.ts";
import { peakRssBytesOf } from "../bench/memory-of.ts";

/** What has left this node, the server's, by its line. */
export function sentBytes(): number {
  const line = /^\s*eth0:\s*(.*)$/m.exec(readFileSync("/proc/net/dev", "utf8"))?.[1] ?? "";
  return Number(line.split(/\s+/)[8]);
}

/** proc_pid_clear_refs(5): the peak of its memory begins anew at what is resident now. */
export function forgetPeak(pid: number | undefined): void {
  writeFileSync(`/proc/${pid}/clear_refs`, "5");
}

export function usageOf(pid: number | undefined): { cpuSeconds: number; rssBytes: number } {
  try {
    return { cpuSeconds: cpuSecondsOf(pid!), rssBytes: peakRssBytesOf(pid!) };
  } catch {
    return { cpuSeconds: Number.NaN, rssBytes: Number.NaN };
  }
}

/** Counters only count up: what has come since. */
export function since<T>(before: T, after: T): T {
  if (typeof after === "number") return (after - (before as number)) as T;
  if (typeof after !== "object" || after === null) return after;
  return Object.fromEntries(
    Object.entries(after).map(([key, value]) => [key, since((before as Record<string, unknown>)[key], value)]),
  ) as T;
}
