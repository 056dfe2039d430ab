import type { InstallerAdapter } from "./installer.ts";
import { interpreterCommand, writeScript } from "./interpreter.ts";
import { mainFileOf, missingFile } from "./main-file.ts";
import { noRemoval } from "./own-removal.ts";

export const script: InstallerAdapter<"script"> = {
  kind: "script",
  async install(installer, context) {
    const { interpreter, run } = installer;
    const { os, workDir: cwd, timeoutMs } = context;
    const file = run === undefined ? mainFileOf(installer, context) : await writeScript(run, interpreter, context);
    if (file === undefined) return missingFile(installer, context);
    const argv = interpreterCommand(file, interpreter, os, installer.arguments);
    return await context.run({ argv, cwd, timeoutMs }, context.log, context.signal);
  },
  async remove() {
    return noRemoval("script");
  },
};
