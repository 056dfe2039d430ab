import { type Command, Option } from "commander";
import { branch, type Frame, leaf } from "../command/command.ts";

export function channelCommand(frame: Frame): Command {
  return branch("channel", "names that point to a release, which tasks may follow", [
    leaf(frame, "list", "list channels, and where they point", async () => (await import("./list.ts")).listChannels),
    leaf(
      frame,
      "set <channel> <name[@version]> [version]",
      "make a channel, or point it to another release of its package",
      async () => (await import("./set.ts")).setChannel,
    ),
    leaf(
      frame,
      "promote <channel>",
      "point a channel to where another one points now",
      async () => (await import("./promote.ts")).promoteChannel,
    ).addOption(new Option("--from <channel>", "the other one").makeOptionMandatory()),
    leaf(
      frame,
      "delete <channel>",
      "delete a channel; the release stays",
      async () => (await import("./delete.ts")).deleteChannel,
    ),
  ]);
}
