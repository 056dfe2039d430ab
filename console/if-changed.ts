import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
/** What everything is made of besides its own pages. */
const SHARED = ["console/package.json", "console/if-changed.ts", "{core,protocol}/src/**/*", "package-lock.json"];

/** Builds into a folder, where that was not built from what is here already. */
export async function ifChanged(dist: string, sources: readonly string[], build: () => Promise<void>): Promise<void> {
  const stamp = join(dist, "built-from");
  const digest = digestOf([...sources, ...SHARED]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  await build();
  writeFileSync(stamp, digest);
}

/** One digest of everything that it is made from. */
function digestOf(sources: readonly string[]): string {
  const files = globSync([...sources], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}
