import { runWithRights } from "../account/rights.ts";
import type { InstallerAdapter } from "./installer.ts";
import { mainFileOf, missingFile } from "./main-file.ts";
import { noRemoval } from "./own-removal.ts";

export const script: InstallerAdapter<"script"> = {
  kind: "script",
  async install(installer, context) {
    const { interpreter, run, runAs, arguments: args = [] } = installer;
    const file = run === undefined ? mainFileOf(installer, context) : undefined;
    if (run === undefined && file === undefined) return missingFile(installer, context);
    const text = run === undefined ? { file: file! } : { text: run };
    return await runWithRights(runAs, { script: text, interpreter, arguments: args }, context, context);
  },
  async remove() {
    return noRemoval("script");
  },
};
