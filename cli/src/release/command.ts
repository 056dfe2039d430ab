import type { Command } from "commander";
import { branch, type Frame, leaf } from "../command/command.ts";
import { signCommand, submitCommand } from "../trust/command.ts";
import type { FinishOptions } from "../trust/finish.ts";
import { listStaged } from "./list.ts";

/** Signing where the server is not. What signs is loaded by the command that needs it. */
export function releaseCommand(frame: Frame): Command {
  return branch("release", "sign releases on a machine without a network, and take them out again", [
    leaf(frame, "list", "list releases that wait to be signed", listStaged),
    leaf(
      frame,
      "request <name@version>",
      "print a request to sign a release that waits for it",
      async (invocation, options, argument) =>
        (await import("./request.ts")).requestRelease(invocation, options, argument),
    ),
    leaf(
      frame,
      "drop <name@version>",
      "take back a release that waits to be signed",
      async (invocation, options, argument) => (await import("./drop.ts")).dropStaged(invocation, options, argument),
    ),
    signCommand(frame),
    submitCommand(frame),
    leaf<FinishOptions & { key?: string }>(
      frame,
      "remove <name@version>",
      "take a release out of what is signed: no device installs it any more",
      async (invocation, options, argument) =>
        (await import("./remove.ts")).removeRelease(invocation, options, argument),
    )
      .option("--key <file>", "the release key (default: release.key in the settings folder)")
      .option("--out <file>", "write a request to be signed by others, and send nothing"),
  ]);
}
