import { chmodSync, closeSync, mkdirSync, openSync, statSync } from "node:fs";
import { whyOthersMayChange } from "./who-may-change.ts";
import { keepForAdministrators } from "./windows-access.ts";

/**
 * Makes a folder that only this process's user can read and write, or takes one that is there. One into which somebody else could have
 * written is not made private: what lies in it may be theirs.
 * @throws Error that says who could, and what to do
 */
export function privateFolder(path: string): void {
  const made = mkdirSync(path, { recursive: true, mode: 0o700 });
  if (process.platform === "win32") return keepForAdministrators(path, made === undefined);
  const why = whyOthersMayChange(path);
  if (why !== undefined)
    throw new Error(
      `${path} cannot be the agent's own folder: ${why}, and who can change it could act with the agent's rights. Give --state a folder below those that only root may change, and see what is in this one before you delete it.`,
    );
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o700);
}

/** An empty file, or the one that is there, that only this user can read: SQLite gives its own files the modes of the first. */
export function privateFile(path: string): void {
  closeSync(openSync(path, "a", 0o600));
  if (process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
}
