import type { Command } from "commander";
import { branch, type Frame, leaf } from "../command/command.ts";

export function fleetCommand(frame: Frame): Command {
  return branch("fleet", "what holds for all devices, and the fleet as files", [
    leaf(
      frame,
      "rules [key=value...]",
      "by which rules devices are stale and retired and the audit trail is kept; with values, change them",
      async () => (await import("./rules.ts")).fleetRules,
    ),
    leaf(
      frame,
      "export [folder]",
      "write the fleet as it is now as files; without a folder on stdout",
      async () => (await import("./export.ts")).exportFiles,
    ).option("--force", "also over files that are there"),
    leaf(
      frame,
      "managed",
      "list what files manage, of which source and commit",
      async () => (await import("./managed.ts")).listManaged,
    ),
  ]);
}

export function applyCommand(frame: Frame): Command {
  return withFiles(
    leaf(
      frame,
      "apply",
      "make the fleet what files say: groups, settings, channels, labels, tasks",
      async () => (await import("./apply.ts")).applyFiles,
    ),
  )
    .option("--dry-run", "do the same on the server, say what came of it, and take it back")
    .option("--yes", "without asking, also where devices are hit or something is deleted");
}

export function diffCommand(frame: Frame): Command {
  return withFiles(
    leaf(
      frame,
      "diff",
      "in what the server differs from files; exit 6 where it does",
      async () => (await import("./diff.ts")).diffFiles,
    ),
  );
}

function withFiles(command: Command): Command {
  return command
    .requiredOption("-f, --file <path>", "a folder of .yaml files, or one of them")
    .option("--source <name>", "what these files are called (default: the repository and the path in it)")
    .option("--prune", "delete what was applied from this source and is declared no more")
    .option("--empty", "with --prune, also where nothing is declared any more");
}
