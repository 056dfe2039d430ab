import { SIEM_SENDS } from "@shoal/protocol/api/choices";
import { type Command, Option } from "commander";
import { branch, type Frame, leaf } from "../command/command.ts";

export function siemCommand(frame: Frame): Command {
  return branch("siem", "log systems that are sent the audit trail and events", [
    leaf(
      frame,
      "add <feed> <target>",
      "send to udp://HOST, tcp://HOST:PORT, tls://HOST:PORT, or file",
      async () => (await import("./feed.ts")).addFeed,
    )
      .addOption(new Option("--format <format>", "syslog (RFC 5424), or JSON lines").choices(["syslog", "json"]))
      .addOption(new Option("--send <streams>", "what").choices(SIEM_SENDS).default("all"))
      .option("--from-start", "everything that is still known, and not only what happens from now on"),
    leaf(frame, "list", "list them, and how far behind they are", async () => (await import("./list.ts")).listFeeds),
    leaf(
      frame,
      "test <feed>",
      "send a test now, and say whether it could be sent",
      async () => (await import("./feed.ts")).testFeed,
    ),
    leaf(frame, "remove <feed>", "send nothing more to it", async () => (await import("./feed.ts")).removeFeed),
  ]);
}
