import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { listProcesses, type ProcessRow } from "./process-table.ts";

/** Time that programs get to tidy up after SIGTERM: package managers write their database. */
const GRACE_MS = 5000;
/** What SIGKILL does not end within this hangs in the kernel, and nobody can end it. */
const GIVE_UP_MS = 10_000;
const LOOK_EVERY_MS = 100;

export interface Tree {
  /** Of the child that we started, which leads its own process group; absent where only the mark is left of it. */
  pid?: number;
  /** `NAME=value` in the environment of the child and so of what it starts. */
  mark: string;
}

/**
 * Ends a child and everything that came from it, also what moved to a session of its own or lost its parent. Asks first,
 * then forces.
 * @returns the processes that could not be ended
 */
export async function endTree(tree: Tree, graceMs: number = GRACE_MS): Promise<number[]> {
  if (process.platform === "win32") return tree.pid === undefined ? [] : await taskkill(tree.pid);
  const known = new Map<number, string>();
  const until = async (signal: NodeJS.Signals, waitMs: number): Promise<ProcessRow[]> => {
    const signalled = new Set<number>();
    for (const untilMs = performance.now() + waitMs; ; ) {
      const members = membersOf(await listProcesses(tree.mark), tree, known);
      if (members.length === 0 || performance.now() > untilMs) return members;
      for (const { pid } of members) {
        // What was forked since the last look gets the signal too.
        if (signal === "SIGTERM" && signalled.has(pid)) continue;
        signalled.add(pid);
        send(pid, signal);
      }
      await sleep(LOOK_EVERY_MS);
    }
  };
  if (graceMs > 0 && (await until("SIGTERM", graceMs)).length === 0) return [];
  return (await until("SIGKILL", GIVE_UP_MS)).map((row) => row.pid);
}

/** The tree in this picture of the machine. `known` remembers it from picture to picture, since parents die first. */
export function membersOf(rows: readonly ProcessRow[], tree: Tree, known: Map<number, string>): ProcessRow[] {
  const isKnown = (row: ProcessRow) => known.get(row.pid) === row.startedAt;
  const members = rows.filter((row) => row.pid === tree.pid || row.groupId === tree.pid || row.marked || isKnown(row));
  const pids = new Set(members.map((row) => row.pid));
  for (let grown = true; grown; ) {
    const children = rows.filter((row) => pids.has(row.parentPid) && !pids.has(row.pid));
    for (const row of children) {
      pids.add(row.pid);
      members.push(row);
    }
    grown = children.length > 0;
  }
  for (const row of members) known.set(row.pid, row.startedAt);
  return members;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
}

async function taskkill(pid: number): Promise<number[]> {
  const program = join(process.env.SystemRoot ?? "C:\\Windows", "System32", "taskkill.exe");
  const exitCode = await new Promise<number | null>((resolve) => {
    const child = spawn(program, ["/PID", String(pid), "/T", "/F"], { stdio: "ignore", windowsHide: true });
    child.on("error", () => resolve(null));
    child.on("exit", resolve);
  });
  // It may be missing, not know /T, or not be allowed to end one of the tree: then at least the child itself.
  if (exitCode !== 0) send(pid, "SIGKILL");
  for (const untilMs = performance.now() + GIVE_UP_MS; isThere(pid); await sleep(LOOK_EVERY_MS))
    if (performance.now() > untilMs) return [pid];
  return [];
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
