import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { LIMITS } from "@shoal/protocol/limits";
import { Failure } from "../exit/failure.ts";

export interface FleetFile {
  /** As it is shown: from where the person named it. */
  shown: string;
  /** Undefined where it is larger than a file of a fleet may be. */
  text: string | undefined;
}

/**
 * The file that was named, or all `.yaml` and `.yml` files of a folder and the folders in it, in the order of their paths. Hidden ones
 * and linked folders are left out. @throws Failure where there is none
 */
export async function readFleetFiles(cwd: string, where: string): Promise<FleetFile[]> {
  const path = resolve(cwd, where);
  const found = await stat(path).catch(() => undefined);
  if (!found)
    throw new Failure({
      title: `${where} is not there`,
      detail: path,
      hint: "Name a folder of files, or one file; examples/fleet is one to start from.",
      code: "not-found",
    });
  const names = found.isDirectory() ? await filesIn(path, "", 0) : [""];
  if (names.length > LIMITS.fleetFiles)
    throw new Failure({
      title: `${where} has more than ${LIMITS.fleetFiles} files`,
      hint: "Name the folder of the fleet, or put several documents into one file with --- between them.",
    });
  const files: FleetFile[] = [];
  for (const name of names) {
    const file = join(path, name);
    const { size } = await stat(file);
    files.push({
      shown: name === "" ? where : join(where, name),
      text: size > LIMITS.fleetFileBytes ? undefined : await readFile(file, "utf8"),
    });
  }
  return files;
}

async function filesIn(root: string, inside: string, depth: number): Promise<string[]> {
  if (depth > LIMITS.fleetFolderDepth)
    throw new Failure({
      title: `${join(root, inside)} is more than ${LIMITS.fleetFolderDepth} folders deep`,
      hint: "Name the folder of the fleet.",
    });
  const entries = await readdir(join(root, inside), { withFileTypes: true });
  const names: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".")) continue;
    const path = join(inside, entry.name);
    if (entry.isDirectory()) names.push(...(await filesIn(root, path, depth + 1)));
    else if (/\.ya?ml$/i.test(entry.name) && (entry.isFile() || entry.isSymbolicLink())) names.push(path);
  }
  return names;
}
