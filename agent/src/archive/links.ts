import { ArchiveRefused } from "./entry.ts";
import { quoted } from "./place.ts";

/** As many as Linux follows (path_resolution(7)). */
const MAX_HOPS = 40;

/**
 * Refuses symbolic links that lead out of the folder, also by way of each other: `a/b → ../..` is the folder itself, but
 * `b/..` behind it is not inside any more.
 * @param links place of each link, joined with `/` → its target as written
 * @throws ArchiveRefused
 */
export function checkLinks(links: ReadonlyMap<string, string>): void {
  for (const [place, target] of links) follow(place, target, links);
}

function follow(place: string, target: string, links: ReadonlyMap<string, string>): void {
  const leaves = () =>
    new ArchiveRefused(`the link ${quoted(place)} → ${quoted(target)} in it leads out of the folder`);
  let hops = 0;
  const at = place.split("/").slice(0, -1);
  const ahead = partsOf(target, leaves);
  for (let part = ahead.shift(); part !== undefined; part = ahead.shift()) {
    if (part === "..") {
      if (at.pop() === undefined) throw leaves();
      continue;
    }
    const next = links.get([...at, part].join("/"));
    if (next === undefined) {
      at.push(part);
      continue;
    }
    if (++hops > MAX_HOPS) throw new ArchiveRefused(`the link ${quoted(place)} in it leads in circles`);
    ahead.unshift(...partsOf(next, leaves));
  }
}

function partsOf(target: string, leaves: () => ArchiveRefused): string[] {
  if (target === "" || target.includes("\0") || /^[/\\]|^[A-Za-z]:/.test(target)) throw leaves();
  // Windows takes both separators.
  return target.split(process.platform === "win32" ? /[/\\]/ : "/").filter((part) => part !== "" && part !== ".");
}
