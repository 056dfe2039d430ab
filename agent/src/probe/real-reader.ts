import { execFile } from "node:child_process";
import { readdir, readFile, statfs } from "node:fs/promises";
import { arch, cpus, hostname, machine, networkInterfaces, platform, release, totalmem } from "node:os";
import type { CommandResult, ProbeReader, TextResult } from "./reader.ts";

/** PowerShell takes seconds to start on a slow machine; nothing else here takes one. */
const COMMAND_TIMEOUT_MS = 20_000;
const MAX_OUTPUT_BYTES = 1024 * 1024;

/** This machine. */
export function realReader(): ProbeReader {
  const os = platform() === "win32" ? "windows" : platform() === "darwin" ? "macos" : "linux";
  return {
    os,
    processArch: arch(),
    machine: machine(),
    release: release(),
    hostname: hostname(),
    memoryBytes: totalmem(),
    cpuCount: cpus().length,
    interfaces: networkInterfaces,
    env: (name) => process.env[name],
    readText,
    list: (path) => readdir(path).catch(() => []),
    run,
    diskFreeBytes: () => diskFreeBytes(os === "windows" ? `${process.env.SystemDrive ?? "C:"}\\` : "/"),
  };
}

async function readText(path: string): Promise<TextResult> {
  try {
    return { ok: true, text: await readFile(path, "utf8") };
  } catch (error) {
    return { ok: false, why: reasonOf(error) };
  }
}

function run([program, ...args]: readonly [string, ...string[]]): Promise<CommandResult> {
  // The small environment makes programs answer in one language.
  const options = {
    timeout: COMMAND_TIMEOUT_MS,
    maxBuffer: MAX_OUTPUT_BYTES,
    windowsHide: true,
    env: { ...process.env, LC_ALL: "C" },
  };
  return new Promise((resolve) => {
    const child = execFile(program, args, options, (error, stdout) => {
      if (error === null) resolve({ ok: true, stdout, exitCode: 0 });
      else if (typeof error.code === "number") resolve({ ok: true, stdout, exitCode: error.code });
      else resolve({ ok: false, why: error.killed ? "did not end" : reasonOf(error) });
    });
    child.stdin?.end();
  });
}

async function diskFreeBytes(path: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

const REASONS: Partial<Record<string, string>> = {
  ENOENT: "not there",
  EACCES: "not allowed",
  EPERM: "not allowed",
  EISDIR: "a folder",
};

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ""] ?? code ?? message;
}
