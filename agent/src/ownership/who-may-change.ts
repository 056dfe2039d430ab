import { lstatSync, readFileSync, readlinkSync, type Stats } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { say } from "@shoal/protocol/sentence/say";

const [STICKY, OTHERS_WRITE, GROUP_WRITES] = [0o1000, 0o002, 0o020];
/** As many links as Linux follows (path_resolution(7)). */
const MAX_LINKS = 40;
/** macOS lets its administrators write into /Applications: they may become root anyway. */
const MACOS_ADMINS = 80;
/** What stands for users that a container's own namespace does not know (user_namespaces(7)). */
const UNMAPPED = 65_534;

/**
 * Why what a path leads to could be another thing by the time that it is used: a folder on the way, a link, or the thing itself may be
 * changed by somebody who is neither root nor this process's user. Undefined where nobody else may. What is not there yet has to be
 * made first, and asked for then. Windows has no such modes: there the answer is always undefined. POSIX access lists are not read;
 * their mask shows in the group's bits.
 * @param asTemp the thing is a folder for temporary files, in which others may make files but not take away ours (its sticky bit)
 */
export function whyOthersMayChange(path: string, { asTemp = false } = {}): string | undefined {
  if (process.platform === "win32") return undefined;
  return walk(resolve(path), asTemp, { left: MAX_LINKS });
}

function walk(path: string, asTemp: boolean, links: { left: number }): string | undefined {
  let at = "/";
  const ahead = path.split("/").filter((part) => part !== "");
  for (;;) {
    const isLast = ahead.length === 0;
    let found: Stats;
    try {
      found = lstatSync(at);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "ENOENT"
        ? say("not-there", { path: at })
        : `${at}: ${(error as Error).message}`;
    }
    if (!isTrusted(found.uid)) return say("belongs-to", { path: at, user: found.uid });
    if (found.isSymbolicLink()) {
      if (links.left-- === 0) return say("in-circles", { path });
      // Whose link it is was asked above; where it leads begins anew.
      return walk(resolve(dirname(at), readlinkSync(at), ...ahead), asTemp, links);
    }
    const sticky = (found.mode & STICKY) !== 0 && (!isLast || asTemp);
    if (!sticky && (found.mode & OTHERS_WRITE) !== 0) return say("everybody-writes", { path: at });
    if (!sticky && (found.mode & GROUP_WRITES) !== 0 && !isOurGroup(found.gid))
      return say("group-writes", { group: found.gid, path: at });
    const next = ahead.shift();
    if (next === undefined) return undefined;
    at = join(at, next);
  }
}

function isTrusted(uid: number): boolean {
  return uid === 0 || uid === process.geteuid?.() || (uid === UNMAPPED && !isMapped(UNMAPPED));
}

function isOurGroup(gid: number): boolean {
  if (gid === 0) return true;
  // A person who runs an agent of their own chose their group; root's agent is everybody's.
  if (process.geteuid?.() !== 0) return gid === process.getegid?.();
  return process.platform === "darwin" && gid === MACOS_ADMINS;
}

/** In a namespace that maps few users, everybody outside of it looks the same, and root is no more than who made it. */
function isMapped(uid: number): boolean {
  if (process.platform !== "linux") return true;
  try {
    return readFileSync("/proc/self/uid_map", "utf8")
      .trim()
      .split("\n")
      .some((line) => {
        const [first = 0, , count = 0] = line.trim().split(/\s+/).map(Number);
        return uid >= first && uid < first + count;
      });
  } catch {
    return true;
  }
}
