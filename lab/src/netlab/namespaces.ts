import { readdirSync, readlinkSync, statSync } from "node:fs";
import { run } from "./run.ts";

/** ip-netns(8): a name is a file here. */
const FOLDER = "/var/run/netns";
/** Between looks whether processes have ended. */
const LOOK_MS = 20;
/** That a process has to end by itself. */
const GRACE_MS = 2000;

export function namespaces(): string[] {
  try {
    return readdirSync(FOLDER);
  } catch {
    return [];
  }
}

/** Those that live in them, but for this one. What has ended and was not waited for lives nowhere. */
export function processesIn(names: readonly string[]): number[] {
  const links = new Set(names.map(linkOf));
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid && links.has(linkOf(name)))
    .map(Number);

  function linkOf(name: string): string | undefined {
    try {
      return /^\d+$/.test(name) ? readlinkSync(`/proc/${name}/ns/net`) : `net:[${statSync(`${FOLDER}/${name}`).ino}]`;
    } catch {
      return undefined;
    }
  }
}

/** Asks processes to end, and ends those that do not. This one waits: whoever takes a network down may be about to exit. */
export function endProcesses(names: readonly string[]): void {
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    signalAll(processesIn(names), signal);
    for (let waitedMs = 0; waitedMs < GRACE_MS && processesIn(names).length > 0; waitedMs += LOOK_MS)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_MS);
  }
}

export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids)
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended by itself.
    }
}

/** With all that lives in them. Somebody else may be removing the same ones. @throws Error where one is left */
export function removeNamespaces(names: readonly string[]): void {
  if (names.length === 0) return;
  endProcesses(names);
  try {
    run({ argv: ["ip", "-force", "-batch", "-"], lines: names.map((name) => `netns del ${name}`) });
  } catch (error) {
    const left = namespaces();
    if (names.some((name) => left.includes(name))) throw error;
  }
}
