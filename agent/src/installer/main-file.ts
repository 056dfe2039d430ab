import type { Installer } from "@shoal/protocol/package/installer";
import { say } from "@shoal/protocol/sentence/say";
import type { ProcessOutcome, Unusable } from "../process/run.ts";
import type { InstallContext } from "./installer.ts";

/** The file that is installed: the one that the installer names, else the variant's first. */
export function mainFileOf(installer: Installer, { variant, files }: InstallContext): string | undefined {
  const name = installer.file ?? variant.files[0]?.name;
  return name === undefined ? undefined : files.get(name);
}

export function missingFile(installer: Installer, { variant }: InstallContext): ProcessOutcome {
  return unusable(
    say("variant-file-gone", { file: installer.file ?? variant.files[0]?.name ?? "" }),
    "correct-package",
  );
}

/** What cannot even be tried, with the reason and what a person can do about it: mostly the package does not say enough. */
export function unusable(detail: string, next: Unusable["next"] = "correct-installer"): ProcessOutcome {
  return { kind: "unusable", detail, next };
}

/** For what the agent does itself, without a program whose code could be read. */
export function done(startedMs: number): ProcessOutcome {
  return { kind: "exited", exitCode: 0, durationMs: Math.round(performance.now() - startedMs) };
}

/** Whether a process ended well; else its outcome is the whole installation's. */
export function endedWell(outcome: ProcessOutcome): boolean {
  return outcome.kind === "exited" && outcome.exitCode === 0;
}
