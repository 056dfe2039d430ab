import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { basename, dirname, relative, resolve, sep } from "node:path";
import { promisify } from "node:util";
import { LIMITS } from "@shoal/protocol/limits";
import { usageFailure } from "../exit/failure.ts";

/** Whose files these are, and of which commit. */
export interface Source {
  source: string;
  revision?: string;
}

const run = promisify(execFile);
/** git answers such questions at once. */
const GIT_MS = 10_000;

/**
 * Where a folder or a file comes from: the repository's address and the path in it, else its own name. Of a file the path is the file's,
 * so that one file does not pass for the whole folder when what is not declared any more is deleted.
 * @param given what the person calls it
 */
export async function sourceOf(cwd: string, where: string, given: string | undefined): Promise<Source> {
  const path = resolve(cwd, where);
  const folder = (await stat(path)).isDirectory() ? path : dirname(path);
  const git = async (...args: string[]) => {
    const ran = run("git", ["-C", folder, ...args], { timeout: GIT_MS, encoding: "utf8" });
    return await ran.then(({ stdout }) => stdout.trim()).catch(() => undefined);
  };
  const top = await git("rev-parse", "--show-toplevel");
  if (top === undefined) return { source: given === undefined ? named(basename(path)) : checked(given) };
  const commit = await git("rev-parse", "--verify", "HEAD");
  const isDirty = commit !== undefined && (await git("status", "--porcelain", "--", path)) !== "";
  const remote = await git("remote", "get-url", "origin");
  const inside = relative(top, path).split(sep).join("/");
  return {
    source:
      given === undefined
        ? named([repositoryOf(remote) ?? basename(top), inside].filter(Boolean).join("/"))
        : checked(given),
    ...(commit === undefined ? {} : { revision: isDirty ? `${commit}-dirty` : commit }),
  };
}

/** `git@host:it/fleet.git`, `https://me:secret@host/it/fleet.git`: `host/it/fleet`. Whatever else it is, nothing secret stays in it. */
export function repositoryOf(remote: string | undefined): string | undefined {
  if (!remote) return undefined;
  const address =
    /^[a-z+]+:\/\/(?:[^@/]*@)?([^/:]+)(?::\d+)?\/(.+)$/i.exec(remote) ?? /^(?:[^@/]*@)?([^/:]+):(.+)$/.exec(remote);
  const [, host, path] = address ?? [];
  const shown = host === undefined || path === undefined ? basename(remote) : `${host}/${path.replace(/^\/+/, "")}`;
  return shown.replace(/\/+$/, "").replace(/\.git$/, "");
}

function named(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, "-").slice(0, LIMITS.sourceChars) || "fleet";
}

function checked(given: string): string {
  if (/^[^\s\p{Cc}]+$/u.test(given) && given.length <= LIMITS.sourceChars) return given;
  throw usageFailure(`--source cannot be "${given}"`, "Write a name without blanks: git.example.org/it/fleet");
}
