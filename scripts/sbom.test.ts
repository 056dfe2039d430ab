import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const json = <T>(...path: string[]) => JSON.parse(readFileSync(join(root, ...path), "utf8")) as T;

interface Locked {
  version?: string;
  link?: boolean;
  dependencies?: Record<string, string>;
}

/** What the workspaces that are shipped need, and what that needs, as the lock file has it. */
function needed(): Set<string> {
  const { packages } = json<{ packages: Record<string, Locked> }>("package-lock.json");
  const found = new Set<string>();
  const visit = (from: string): void => {
    for (const name of Object.keys(packages[from]?.dependencies ?? {})) {
      // As Node looks for it: beside the one that needs it first, then further out.
      let at = from;
      while (at !== "" && !packages[`${at}/node_modules/${name}`])
        at = at.includes("/node_modules/") ? at.replace(/\/node_modules\/(@[^/]+\/)?[^/]+$/, "") : "";
      const path = at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`;
      const entry = packages[path];
      if (!entry) throw new Error(`${name}, which ${from} needs, is not in the lock file`);
      if (entry.link) continue;
      const key = `${name}@${entry.version}`;
      if (found.has(key)) continue;
      found.add(key);
      visit(path);
    }
  };
  for (const workspace of ["protocol", "core", "server", "agent", "cli"]) visit(workspace);
  return found;
}

test("the bill of materials names every dependency of what is shipped, with version and licence, and no machine", () => {
  const run = spawnSync(process.execPath, [join(root, "scripts", "sbom.ts")], { cwd: root, encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  const { version } = json<{ version: string }>("package.json");
  const bom = json<{
    bomFormat: string;
    components: { name: string; group?: string; version: string; licenses?: unknown[]; hashes?: unknown[] }[];
  }>("dist", `shoal-${version}.cdx.json`);
  assert.equal(bom.bomFormat, "CycloneDX");
  const named = new Map(
    bom.components.map((each) => [`${each.group ? `${each.group}/` : ""}${each.name}@${each.version}`, each]),
  );
  const wanted = needed();
  assert.ok(wanted.size > 50, `${wanted.size} dependencies`);
  assert.deepEqual(
    [...wanted].filter((key) => !named.get(key)?.licenses?.length),
    [],
  );
  for (const tool of ["typescript", "@biomejs/biome", "knip"])
    assert.ok(![...named.keys()].some((key) => key.startsWith(`${tool}@`)), `${tool} is not shipped`);
  assert.doesNotMatch(readFileSync(join(root, "dist", `shoal-${version}.cdx.json`), "utf8"), /"distribution"/);
});
