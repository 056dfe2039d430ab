import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { InstallContext } from "./installer.ts";

/** The name without folder and ending. */
function nameOf(interpreter: string): string {
  return interpreter
    .replace(/^.*[\\/]/, "")
    .replace(/\.exe$/i, "")
    .toLowerCase();
}

/** Interpreters whose call is not just `program file`. */
function callOf(interpreter: string, file: string): [string, ...string[]] {
  const name = nameOf(interpreter);
  if (name === "powershell" || name === "pwsh")
    return [interpreter, "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", file];
  if (name === "cmd") return [interpreter, "/d", "/c", file];
  return [interpreter, file];
}

const ENDING: Record<string, string> = { powershell: ".ps1", pwsh: ".ps1", cmd: ".cmd" };

export function defaultInterpreter(os: InstallContext["os"]): string {
  return os === "windows" ? "powershell" : "sh";
}

/** How a script file is run by an interpreter (default: the system's own). */
export function interpreterCommand(
  file: string,
  interpreter: string | undefined,
  os: InstallContext["os"],
  args: readonly string[] = [],
): [string, ...string[]] {
  return [...callOf(interpreter ?? defaultInterpreter(os), file), ...args];
}

/**
 * Writes a script's text into a folder that nobody else may write to: as an argument it would stand in the list of processes.
 * @returns its path
 */
export async function writeScript(
  text: string,
  interpreter: string | undefined,
  context: Pick<InstallContext, "os">,
  folder: string,
): Promise<string> {
  const name = nameOf(interpreter ?? defaultInterpreter(context.os));
  const ending = ENDING[name] ?? "";
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `script-${randomUUID()}${ending}`);
  await writeFile(file, textFor(text, ending), { mode: 0o700 });
  return file;
}

/** Windows' PowerShell reads a file without a mark as the system's code page; `cmd` loses its place at Unix line ends. */
function textFor(text: string, ending: string): string {
  if (ending === ".ps1") return `\ufeff${text}`;
  return ending === ".cmd" ? text.replace(/\r?\n/g, "\r\n") : text;
}
