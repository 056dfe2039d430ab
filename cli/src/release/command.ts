import type { Command } from "commander";
import { branch, type Frame, leaf } from "../command/command.ts";
import { signCommand, submitCommand } from "../trust/command.ts";

/** Signing where the server is not. What signs is loaded by the command that needs it. */
export function releaseCommand(frame: Frame): Command {
  return branch("release", "sign releases on a machine without a network, and take them out again", [
    leaf(frame, "list", "list releases that wait to be signed", async () => (await import("./list.ts")).listStaged),
    leaf(
      frame,
      "request <name@version>",
      "print a request to sign a release that waits for it",
      async () => (await import("./request.ts")).requestRelease,
    ),
    leaf(
      frame,
      "drop <name@version>",
      "take back a release that waits to be signed",
      async () => (await import("./drop.ts")).dropStaged,
    ),
    signCommand(frame),
    submitCommand(frame),
    leaf(
      frame,
      "remove <name@version>",
      "take a release out of what is signed: no device installs it any more",
      async () => (await import("./remove.ts")).removeRelease,
    )
      .option("--key <file>", "the release key (default: release.key in the settings folder)")
      .option("--out <file>", "write a request to be signed by others, and send nothing"),
  ]);
}
