import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { InstallerOf } from "@shoal/protocol/package/installer";
import { say } from "@shoal/protocol/sentence/say";
import { expandVariables } from "../detect/expand.ts";
import type { Command, ProcessOutcome } from "../process/run.ts";
import type { InstallContext, InstallerAdapter } from "./installer.ts";
import { endedWell, mainFileOf, missingFile, unusable } from "./main-file.ts";
import { noRemoval } from "./own-removal.ts";
import { addVendorLog } from "./vendor-log.ts";
import { quotedPath, quoteForC } from "./windows-quote.ts";

type Exe = InstallerOf<"exe">;
type Words = Required<Pick<Command, "argv" | "verbatim">>;

interface ExeFiles {
  main: string;
  /** Where the installer may write its own log. */
  log: string;
  /** InstallShield's recorded answers, among the variant's files. */
  answers?: string | undefined;
}

/** The silent command line of a family, exactly as the program reads it: they all read theirs in their own way. */
export function exeInstallCommand(
  installer: Exe,
  { main, log, answers }: ExeFiles,
  env?: Readonly<Record<string, string | undefined>>,
): Words {
  const extra = (installer.arguments ?? []).map(quoteForC);
  const into = installer.into === undefined ? undefined : expandVariables(installer.into, env);
  return { argv: [main, ...familyArguments(installer.family, { log, answers, into, extra })], verbatim: true };
}

function familyArguments(
  family: Exe["family"],
  {
    log,
    answers,
    into,
    extra,
  }: { log: string; answers?: string | undefined; into: string | undefined; extra: string[] },
): string[] {
  switch (family) {
    case "nsis":
      // `/D=` is read to the end of the line, without quotes: it must be the last.
      return ["/S", ...extra, ...(into === undefined ? [] : [`/D=${into}`])];
    case "inno": {
      const folder = into === undefined ? [] : [`/DIR=${quotedPath(into)}`];
      const quiet = ["/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART", "/SP-", "/RESTARTEXITCODE=3010"];
      return [...quiet, `/LOG=${quotedPath(log)}`, ...folder, ...extra];
    }
    case "installshield-msi": {
      // Everything behind /v is one argument for msiexec, with its own quotes escaped.
      const folder = into === undefined ? [] : [`INSTALLDIR=${quotedPath(into)}`];
      const inner = ["/qn", "/norestart", "REBOOT=ReallySuppress", `/l*v ${quotedPath(log)}`, ...folder].join(" ");
      return ["/s", `/v"${inner.replaceAll('"', '\\"')}"`, ...extra];
    }
    case "installshield-script":
      return ["/s", ...(answers === undefined ? [] : [`/f1${quotedPath(answers)}`]), `/f2${quotedPath(log)}`, ...extra];
    case "burn":
      return ["/quiet", "/norestart", "/log", quotedPath(log), ...extra];
    case "custom":
      return extra;
  }
}

export const exe: InstallerAdapter<"exe"> = {
  kind: "exe",
  async install(installer, context) {
    const main = mainFileOf(installer, context);
    if (main === undefined) return missingFile(installer, context);
    const { family, into } = installer;
    if (into !== undefined && (family === "burn" || family === "custom" || family === "installshield-script"))
      return unusable(say("exe-no-into", { family }));
    const { workDir: cwd, timeoutMs, files } = context;
    const log = join(cwd, "setup.log");
    const answers = [...files].find(([name]) => /\.iss$/i.test(name))?.[1];
    const command = exeInstallCommand(installer, { main, log, answers });
    const outcome = await context.run({ ...command, cwd, timeoutMs }, context.log, context.signal);
    await addVendorLog(log, context.log);
    return family === "installshield-script" ? await withResultCode(outcome, log, context) : outcome;
  },
  async remove() {
    return noRemoval("exe");
  },
};

/** InstallShield's setup ends with 0 whatever happened; what happened is in its log. */
async function withResultCode(outcome: ProcessOutcome, log: string, context: InstallContext): Promise<ProcessOutcome> {
  if (!endedWell(outcome) || outcome.kind !== "exited") return outcome;
  const code = resultCodeIn(await readFile(log, "latin1").catch(() => ""));
  if (code === undefined || code === 0) return outcome;
  context.log.write(`[the exit code was 0, ResultCode in its log ${code}]\n`);
  return { ...outcome, exitCode: code };
}

export function resultCodeIn(log: string): number | undefined {
  const code = /^\s*ResultCode\s*=\s*(-?\d+)/im.exec(log)?.[1];
  return code === undefined ? undefined : Number(code);
}
