import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { InstallContext } from "./installer.ts";

/** Interpreters whose call is not just `program file`; names as packages write them. */
function callOf(interpreter: string, file: string): [string, ...string[]] {
  const name = interpreter.toLowerCase().replace(/\.exe$/, "");
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
 * Writes a script's text into the action's private folder. Windows' PowerShell reads a file without a mark as the system's code
 * page, so it gets one.
 * @returns its path
 */
export async function writeScript(
  text: string,
  interpreter: string | undefined,
  context: Pick<InstallContext, "workDir" | "os">,
): Promise<string> {
  const name = (interpreter ?? defaultInterpreter(context.os)).toLowerCase().replace(/\.exe$/, "");
  const ending = ENDING[name] ?? "";
  await mkdir(context.workDir, { recursive: true, mode: 0o700 });
  const file = join(context.workDir, `script-${process.hrtime.bigint()}${ending}`);
  await writeFile(file, ending === ".ps1" ? `\ufeff${text}` : text, { mode: 0o700 });
  return file;
}
