import { join } from "node:path";
import type { InstallerOf } from "@shoal/protocol/package/installer";
import { say } from "@shoal/protocol/sentence/say";
import type { Command, ProcessOutcome } from "../process/run.ts";
import type { InstallContext, InstallerAdapter } from "./installer.ts";
import { mainFileOf, missingFile, unusable } from "./main-file.ts";
import { leavesThatHold } from "./package-name.ts";
import { addVendorLog } from "./vendor-log.ts";
import { windowsProgram } from "./windows-program.ts";
import { msiProperty, quotedPath } from "./windows-quote.ts";

type Words = Required<Pick<Command, "argv" | "verbatim">>;

/** No window, no restart of its own: when a device restarts is not an installer's to decide. */
const SILENT = ["/qn", "/norestart", "REBOOT=ReallySuppress"] as const;

export function msiInstallCommand(
  installer: InstallerOf<"msi">,
  files: { main: string; transforms: readonly string[]; log: string },
  msiexec: string = windowsProgram("msiexec.exe"),
): Words {
  const order = /\.msp$/i.test(files.main) ? "/update" : "/i";
  // For all users, unless the package says something else.
  const properties = Object.entries({ ALLUSERS: "1", ...installer.properties }).map(([name, value]) =>
    msiProperty(name, value),
  );
  const transforms = files.transforms.length > 0 ? [msiProperty("TRANSFORMS", files.transforms.join(";"))] : [];
  return {
    argv: [
      msiexec,
      order,
      quotedPath(files.main),
      ...SILENT,
      "/l*v",
      quotedPath(files.log),
      ...properties,
      ...transforms,
      ...(installer.arguments ?? []),
    ],
    verbatim: true,
  };
}

export function msiRemoveCommand(
  productCode: string,
  log: string,
  msiexec: string = windowsProgram("msiexec.exe"),
): Words {
  return { argv: [msiexec, "/x", productCode, ...SILENT, "/l*v", quotedPath(log)], verbatim: true };
}

export const msi: InstallerAdapter<"msi"> = {
  kind: "msi",
  async install(installer, context) {
    const main = mainFileOf(installer, context);
    if (main === undefined) return missingFile(installer, context);
    const transforms: string[] = [];
    for (const name of installer.transforms ?? []) {
      const path = context.files.get(name);
      if (path === undefined) return unusable(say("transform-gone", { file: name }), "correct-package");
      transforms.push(path);
    }
    return await runLogged(context, (log) => msiInstallCommand(installer, { main, transforms, log }));
  },
  async remove(_installer, context) {
    const leaf = leavesThatHold(context.variant.detect).find((each) => "msi" in each);
    if (leaf === undefined) return unusable(say("msi-no-code"));
    return await runLogged(context, (log) => msiRemoveCommand(leaf.msi.productCode, log));
  },
};

async function runLogged(context: InstallContext, commandFor: (log: string) => Words): Promise<ProcessOutcome> {
  const { workDir: cwd, timeoutMs } = context;
  const log = join(cwd, "msiexec.log");
  const outcome = await context.run({ ...commandFor(log), cwd, timeoutMs }, context.log, context.signal);
  await addVendorLog(log, context.log);
  return outcome;
}
