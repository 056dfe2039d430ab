import { win32 } from "node:path";

/** A program of Windows itself, by its whole path: a file of the same name in the working folder is not it. */
export function windowsProgram(name: string, env: Readonly<Record<string, string | undefined>> = process.env): string {
  return win32.join(env.SystemRoot ?? env.windir ?? "C:\\Windows", "System32", name);
}
