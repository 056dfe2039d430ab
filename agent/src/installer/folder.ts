import { mkdir } from "node:fs/promises";
import type { Installer } from "@shoal/protocol/package/installer";
import { say } from "@shoal/protocol/sentence/say";
import { expandVariables } from "../detect/expand.ts";
import { whyOthersMayChange } from "../ownership/who-may-change.ts";

const VARIABLE = /%[A-Za-z_][A-Za-z0-9_()]*%|\$\{[A-Za-z_][A-Za-z0-9_]*\}/g;
const ABSOLUTE = /^(?:[/\\]|[A-Za-z]:[/\\])/;

/**
 * Why the folders that an installer names are none on this device; undefined where they are. A name that is not set stays as it
 * is written, and a folder of that name is not what anybody meant.
 */
export function whyNoFolder(installer: Installer): string | undefined {
  const named = ["into" in installer ? installer.into : undefined, "root" in installer ? installer.root : undefined];
  for (const text of named) {
    if (text === undefined) continue;
    const path = expandVariables(text);
    const unset = [...text.matchAll(VARIABLE)].map(([each]) => each).find((each) => expandVariables(each) === each);
    if (unset !== undefined) return say("folder-unset", { path: text, variable: unset });
    if (!ABSOLUTE.test(path)) return say("folder-relative", { path });
  }
  return undefined;
}

/**
 * Makes the folder that is installed into. @returns why nothing may be written there: who may change a folder can put a link in its place
 * while it is written to, and have anything written over
 */
export async function openFolder(path: string): Promise<string | undefined> {
  // Said, and not left to the mask that the agent happens to have.
  await mkdir(path, { recursive: true, mode: 0o755 });
  return whyNotOurs(path);
}

/** Why nothing is written to or taken away from a folder; undefined where only root and this user may change it. */
export function whyNotOurs(path: string): string | undefined {
  const why = whyOthersMayChange(path);
  return why === undefined ? undefined : say("folder-unsafe", { path, why });
}
