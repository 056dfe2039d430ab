import type { Installer } from "@shoal/protocol/package/installer";
import { expandVariables } from "../detect/expand.ts";

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
    if (unset !== undefined) return `the folder ${text}: ${unset} is not set on this device`;
    if (!ABSOLUTE.test(path)) return `the folder ${path} is not an absolute path`;
  }
  return undefined;
}
