import type { Command } from "commander";
import { branch, type Frame, leaf } from "../command/command.ts";
import { checkPackage } from "./check.ts";
import { getPackage } from "./get.ts";
import { listPackages } from "./list.ts";
import { publishPackage } from "./publish.ts";
import { recallRelease, unrecallRelease } from "./recall.ts";

export function packageCommand(frame: Frame): Command {
  return branch("package", "software: its releases, with a variant for each kind of device", [
    leaf(frame, "publish [dir]", "upload, sign and publish the package in a folder with a shoal.yaml", publishPackage)
      .option("--key <file>", "the release key (default: release.key in the settings folder)")
      .option("--stage", "send it to be signed elsewhere: shoal release request")
      .option("--dry-run", "do everything but send"),
    leaf(frame, "check [dir]", "judge a package without publishing it; needs no server", checkPackage).option(
      "--on-server",
      "also ask the server whether what it needs of other packages is there",
    ),
    leaf(frame, "list", "list packages", listPackages),
    leaf(
      frame,
      "get <name[@version]>",
      "print a package with its releases, or one release with its variants",
      getPackage,
    ),
    leaf(
      frame,
      "recall <name[@version]> [version]",
      "stop a release wherever it has not arrived, and give it to no device any more",
      recallRelease,
    ).option("--reason <text>", "why; everybody who meets it later is told"),
    leaf(frame, "unrecall <name[@version]> [version]", "lift a recall", unrecallRelease).option(
      "--reason <text>",
      "why; the audit trail has it",
    ),
  ]);
}
