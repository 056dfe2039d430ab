import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";

export interface ProcessRow {
  pid: number;
  parentPid: number;
  groupId: number;
  /** Tells a process from a later one with the same number. */
  startedAt: string;
  /** It carries the mark that its ancestor was given. */
  marked: boolean;
}

/** Processes of this machine that are not dead. `mark` is looked for in environments, where the system shows them. */
export async function listProcesses(mark: string): Promise<ProcessRow[]> {
  return process.platform === "linux" ? await fromProc(mark) : await fromPs();
}

async function fromProc(mark: string): Promise<ProcessRow[]> {
  const pids = (await readdir("/proc")).filter((name) => /^[0-9]+$/.test(name));
  const rows: ProcessRow[] = [];
  for (const pid of pids) {
    // One that ends while it is read is none of ours to end any more.
    const stat = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => undefined);
    const row = stat === undefined ? undefined : parseStat(stat);
    if (row === undefined) continue;
    const environment = await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "");
    rows.push({ ...row, marked: environment.split("\0").includes(mark) });
  }
  return rows;
}

/**
 * proc(5): pid (comm) state ppid pgrp session … starttime is the 22nd. The name may hold spaces and brackets, so the
 * fields are counted from its last bracket.
 */
export function parseStat(stat: string): Omit<ProcessRow, "marked"> | undefined {
  const nameEnd = stat.lastIndexOf(")");
  const fields = stat
    .slice(nameEnd + 2)
    .trim()
    .split(" ");
  const [state, parentPid, groupId] = fields;
  if (nameEnd < 0 || fields.length < 20 || state === "Z" || state === "X") return undefined;
  return {
    pid: Number.parseInt(stat, 10),
    parentPid: Number(parentPid),
    groupId: Number(groupId),
    startedAt: fields[19]!,
  };
}

async function fromPs(): Promise<ProcessRow[]> {
  const text = await new Promise<string>((resolve) => {
    execFile("/bin/ps", ["-axo", "pid=,ppid=,pgid=,stat=,lstart="], { timeout: 10_000 }, (_, stdout) =>
      resolve(stdout),
    );
  });
  return parsePs(text);
}

export function parsePs(text: string): ProcessRow[] {
  return text.split("\n").flatMap((line) => {
    const [, pid, parentPid, groupId, state, startedAt] =
      /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*\S)\s*$/.exec(line) ?? [];
    if (startedAt === undefined || state!.startsWith("Z")) return [];
    return [{ pid: Number(pid), parentPid: Number(parentPid), groupId: Number(groupId), startedAt, marked: false }];
  });
}
