import { chmod } from "node:fs/promises";
import { runWithRights } from "../account/rights.ts";
import type { InstallerAdapter } from "./installer.ts";
import { mainFileOf, missingFile } from "./main-file.ts";
import { noRemoval } from "./own-removal.ts";

export const exec: InstallerAdapter<"exec"> = {
  kind: "exec",
  async install(installer, context) {
    const file = mainFileOf(installer, context);
    if (file === undefined) return missingFile(installer, context);
    // Blobs have no permission bits of their own.
    await chmod(file, 0o700);
    const argv = [file, ...(installer.arguments ?? [])] as const;
    return await runWithRights(installer.runAs, { argv, isOurs: true }, context, context);
  },
  async remove() {
    return noRemoval("exec");
  },
};
