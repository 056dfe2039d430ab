import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Machine } from "./machine.ts";

export interface Mount {
  /** Of the file system; some (btrfs, overlay) have a number of their own, and only their source leads to a device. */
  number: string;
  point: string;
  source: string;
}

/** proc_pid_mountinfo(5). */
export function readMounts({ proc }: Pick<Machine, "proc">): Mount[] {
  return linesOf(join(proc, "self/mountinfo")).flatMap((line) => {
    const [front = "", back = ""] = line.split(" - ");
    const [, , number, , point] = front.split(" ");
    const [, source = ""] = back.split(" ");
    return number && point ? [{ number, point: unescapeOctal(point), source: unescapeOctal(source) }] : [];
  });
}

/** Paths of what the kernel swaps to; proc_swaps(5). */
export function readSwaps({ proc }: Pick<Machine, "proc">): string[] {
  return linesOf(join(proc, "swaps"))
    .slice(1)
    .flatMap((line) => unescapeOctal(line.split(/\s+/)[0] ?? "") || []);
}

function linesOf(path: string): string[] {
  return readFileSync(path, "utf8").split("\n").filter(Boolean);
}

/** Blanks and backslashes are written as octal numbers. */
function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
