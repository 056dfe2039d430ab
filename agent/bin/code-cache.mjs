import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** Beside the code, where only who may change the code may write. */
const CACHE = join(ROOT, "node_modules", ".cache", "shoal-agent");
const MARK = join(CACHE, "filled");
/** What an agent is made of. */
const WORKSPACES = ["agent", "core", "protocol"];

/** @returns paths of a workspace's modules */
export function modulesOf(workspace) {
  const folder = join(ROOT, workspace, "src");
  return readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.includes("fixtures"))
    .map((path) => join(folder, path));
}

/** Which code it is, and for which Node: a file that comes, goes or changes makes it another one. */
export function codeNow() {
  const times = WORKSPACES.flatMap(modulesOf).map((path) => statSync(path).mtimeMs);
  return `${process.version}, ${times.length} modules, the newest of ${Math.max(...times)}`;
}

/** @returns whether there is a cache at all */
export function openCache() {
  // An agent is idle nearly all the time: a small nursery is collected sooner, and costs nothing that is noticed. How large it may
  // become is decided before this line runs; by what factor it grows is not. It is part of the cache's name, so it comes first.
  setFlagsFromString("--semi-space-growth-factor=1");
  return enableCompileCache(CACHE).directory !== undefined;
}

/** Does the cache have all of the code as it is now? */
export function isFilled() {
  try {
    return readFileSync(MARK, "utf8") === codeNow();
  } catch {
    return false;
  }
}

/** @param code as it was before it was loaded */
export function markFilled(code) {
  writeFileSync(MARK, code);
}
