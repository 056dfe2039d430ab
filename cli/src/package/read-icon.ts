import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { LIMITS } from "@shoal/protocol/limits";
import type { LoadedPackage } from "./load.ts";
import { lookAt } from "./look-at.ts";

/** How a PNG begins (RFC 2083, 3.1). */
const PNG = "89504e470d0a1a0a";
/** Base64 fills up to a multiple of three bytes. */
const MOST = (LIMITS.iconChars / 4) * 3 - 2;

/** The icon as it is signed, or what is wrong with it; undefined where the package names none. */
export async function readIcon({
  folder,
  file,
}: LoadedPackage): Promise<{ base64: string } | { message: string; hint: string } | undefined> {
  const { icon } = file;
  if (icon === undefined) return undefined;
  const found = await lookAt(folder, icon);
  if (typeof found !== "number") return found;
  if (found > MOST)
    return {
      message: `the icon "${icon}" has ${found} bytes, at most ${MOST} are allowed`,
      hint: "128 pixels each way are enough",
    };
  const bytes = await readFile(join(folder, icon));
  if (bytes.subarray(0, 8).toString("hex") !== PNG)
    return { message: `the icon "${icon}" is no PNG`, hint: "save it as one" };
  return { base64: bytes.toString("base64") };
}
