import { userInfo } from "node:os";
import { whyOthersMayChange } from "../ownership/who-may-change.ts";

/** What a program or its loader reads before its own first line (ld.so(8), dyld(1), node(1)). */
const LOADERS =
  /^(?:LD_|DYLD_|NODE_)|^(?:BASH_ENV|ENV|IFS|PERL5LIB|PERL5OPT|PYTHONPATH|PYTHONSTARTUP|RUBYOPT|RUBYLIB)$/;

/** The absolute folders of a PATH whose programs nobody else can change: what lies in the others is theirs, whatever its name. */
export function safeFolders(folders: readonly string[]): string[] {
  return folders.filter((folder) => folder.startsWith("/") && whyOthersMayChange(folder) === undefined);
}

/** Whose home root's programs read their settings from is root's own, whoever has started the agent (`sudo` may keep the caller's). */
export function ownHome(home: string | undefined): string {
  if (home !== undefined && process.geteuid?.() !== 0) return home;
  try {
    return userInfo().homedir;
  } catch {
    // A user without an entry, as containers have.
    return home ?? "/";
  }
}

/**
 * What the agent was started with is somebody else's: a service manager's, or that of the shell that it was started from. Files that are
 * made from now on can be written by nobody else, programs come from folders of the system, and nothing is loaded into children.
 */
export function settleEnvironment(): void {
  process.umask(0o022);
  if (process.platform === "win32") return;
  for (const name of Object.keys(process.env)) if (LOADERS.test(name)) delete process.env[name];
  if (process.env["PATH"] !== undefined) process.env["PATH"] = safeFolders(process.env["PATH"].split(":")).join(":");
  process.env["HOME"] = ownHome(process.env["HOME"]);
  const { TMPDIR } = process.env;
  if (TMPDIR !== undefined && whyOthersMayChange(TMPDIR, { asTemp: true }) !== undefined) delete process.env["TMPDIR"];
}
