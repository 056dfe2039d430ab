import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ICON_BYTES, iconProblem } from "@shoal/core/package/icon";
import type { LoadedPackage } from "./load.ts";
import { lookAt } from "./look-at.ts";

/** The icon as it is signed, or what is wrong with it; undefined where the package names none. */
export async function readIcon({
  folder,
  file,
}: LoadedPackage): Promise<{ base64: string } | { message: string; hint: string } | undefined> {
  const { icon } = file;
  if (icon === undefined) return undefined;
  const found = await lookAt(folder, icon);
  if (typeof found !== "number") return found;
  const bytes = found > ICON_BYTES ? new Uint8Array() : await readFile(join(folder, icon));
  return iconProblem(icon, found, bytes) ?? { base64: Buffer.from(bytes).toString("base64") };
}
