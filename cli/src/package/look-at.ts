import { stat } from "node:fs/promises";
import { isAbsolute, join, normalize, sep } from "node:path";
import { LIMITS } from "@shoal/protocol/limits";

/** Its size, or what is wrong with it. */
export async function lookAt(folder: string, name: string): Promise<number | { message: string; hint: string }> {
  const inside = normalize(name);
  if (isAbsolute(name) || inside === ".." || inside.startsWith(`..${sep}`))
    return {
      message: `the file "${name}" is outside the package's folder`,
      hint: "copy or link it there: what is published stands beside shoal.yaml",
    };
  const found = await stat(join(folder, name)).catch(() => undefined);
  if (!found) return { message: `the file "${name}" is not there`, hint: "paths start beside shoal.yaml" };
  if (!found.isFile()) return { message: `"${name}" is not a file`, hint: "a folder has to be packed first (archive)" };
  if (found.size > LIMITS.blobBytes) return { message: `the file "${name}" is too large`, hint: "64 GiB is the most" };
  return found.size;
}
