import type { Command } from "commander";
import { branch, type Frame, leaf } from "../command/command.ts";

export function packageCommand(frame: Frame): Command {
  return branch("package", "software: its releases, with a variant for each kind of device", [
    leaf(
      frame,
      "publish [dir]",
      "upload, sign and publish the package in a folder with a shoal.yaml",
      async () => (await import("./publish.ts")).publishPackage,
    )
      .option("--key <file>", "the release key (default: release.key in the settings folder)")
      .option("--stage", "send it to be signed elsewhere: shoal release request")
      .option("--dry-run", "do everything but send"),
    leaf(
      frame,
      "check [dir]",
      "judge a package without publishing it; needs no server",
      async () => (await import("./check.ts")).checkPackage,
    ).option("--on-server", "also ask the server whether what it needs of other packages is there"),
    leaf(frame, "list", "list packages", async () => (await import("./list.ts")).listPackages),
    leaf(
      frame,
      "get <name[@version]>",
      "print a package with its releases, or one release with its variants",
      async () => (await import("./get.ts")).getPackage,
    ),
    leaf(
      frame,
      "recall <name[@version]> [version]",
      "stop a release wherever it has not arrived, and give it to no device any more",
      async () => (await import("./recall.ts")).recallRelease,
    ).option("--reason <text>", "why; everybody who meets it later is told"),
    leaf(
      frame,
      "unrecall <name[@version]> [version]",
      "lift a recall",
      async () => (await import("./recall.ts")).unrecallRelease,
    ).option("--reason <text>", "why; the audit trail has it"),
  ]);
}
