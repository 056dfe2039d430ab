import { readFileSync } from "node:fs";

/** User and system CPU of a process so far, seconds. proc(5): fields 14 and 15, in ticks of 1/100 s; two stand before the cut. */
export function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
