import { DEVICE_ORDERS } from "@shoal/protocol/api/choices";
import { ARCHITECTURES, FORM_FACTORS, OS_NAMES } from "@shoal/protocol/device/kinds";
import { type Command, Option } from "commander";
import { branch, type Frame, leaf, listOption } from "../command/command.ts";
import { withTargets } from "../target/options.ts";

export function deviceCommand(frame: Frame): Command {
  return branch("device", "the machines that software is installed on", [
    leaf(frame, "list", "list devices", async () => (await import("./list.ts")).listDevices)
      .addOption(new Option("--os <os>", "only these").choices(OS_NAMES))
      .addOption(new Option("--arch <arch>", "only these").choices(ARCHITECTURES))
      .addOption(new Option("--form-factor <form>", "only these").choices(FORM_FACTORS))
      .option("--name <text>", "only those whose name contains this")
      .option("--query <query>", 'only those that are like this: "os:windows tag:till seen:<7d"')
      .option("--online", "only those that are connected now")
      .option("--offline", "only those that are not")
      .option("--seen-since <when>", "only those heard from since: 2h, 2026-11-01")
      .addOption(
        new Option(
          "--order <order>",
          "by name (till-9 before till-10), or backwards (default: as they were enrolled)",
        ).choices(DEVICE_ORDERS),
      ),
    leaf(
      frame,
      "get <device>",
      "print one with its inventory, by name or id",
      async () => (await import("./get.ts")).getDevice,
    ),
    leaf(
      frame,
      "groups <device>",
      "the groups that one is in now, and by what",
      async () => (await import("./groups.ts")).deviceGroups,
    ),
    leaf(
      frame,
      "history <device>",
      "everything that happened on one, the newest first",
      async () => (await import("./history.ts")).deviceHistory,
    ).option("--limit <rows>", "at most so many", "100"),
    withTargets(
      leaf(
        frame,
        "tag [device|+tag|-tag...]",
        "give devices tags, and take them away: till-07 +till -old",
        async () => (await import("./tag.ts")).tagDevices,
      )
        .addOption(listOption("--add <tag>", "the same as +tag"))
        .addOption(listOption("--remove <tag>", "the same as -tag")),
    ),
    withTargets(
      leaf(
        frame,
        "set [device|key=value...]",
        "set attributes of devices; key= takes one away: till-07 floor=3",
        async () => (await import("./set-attributes.ts")).setAttributes,
      ).addOption(listOption("--unset <key>", "the same as key=")),
    ),
    leaf(
      frame,
      "token",
      "make an enrolment token, with which agents become known",
      async () => (await import("./token.ts")).makeToken,
    )
      .option("--uses <count>", "for so many devices", "1")
      .option("--expires <time>", "for so long: 1h, 7d", "1d")
      .option("--group <group>", "put those that enrol with it into this group"),
    leaf(
      frame,
      "tokens",
      "list enrolment tokens; the secrets themselves are not kept",
      async () => (await import("./tokens.ts")).listTokens,
    ),
    leaf(
      frame,
      "revoke-token <id>",
      "let an enrolment token enrol nobody any more",
      async () => (await import("./revoke-token.ts")).revokeToken,
    ),
    leaf(
      frame,
      "pin",
      "print what a device is pinned to that comes without a token",
      async () => (await import("./registrations.ts")).showPin,
    ),
    leaf(
      frame,
      "requests",
      "list devices that came without a token and wait to be let in",
      async () => (await import("./requests.ts")).listRequests,
    ),
    leaf(frame, "approve <id>", "let one of them in", async () => (await import("./requests.ts")).approveRequest)
      .option("--name <name>", "call it so (default: as it calls itself)")
      .option("--group <group>", "put it into this group"),
    leaf(frame, "reject <id>", "do not let one of them in", async () => (await import("./requests.ts")).rejectRequest),
    leaf(
      frame,
      "register",
      "announce a device, which is then let in once without a token",
      async () => (await import("./registrations.ts")).registerDevice,
    )
      .option("--fingerprint <key>", "of its key, as shoal-agent key prints it")
      .option("--serial <number>", "the maker's number of the machine")
      .option("--name <name>", "call it so (default: as it calls itself)")
      .option("--group <group>", "put it into this group"),
    leaf(
      frame,
      "registrations",
      "list devices that were announced",
      async () => (await import("./registrations.ts")).listRegistrations,
    ),
    leaf(
      frame,
      "unregister <id>",
      "take back that one was announced",
      async () => (await import("./registrations.ts")).unregisterDevice,
    ),
    leaf(
      frame,
      "revoke <device>",
      "refuse a device everything from now on, by name or id",
      async () => (await import("./revoke.ts")).revokeDevice,
    ).option("--reason <text>", "why"),
    leaf(
      frame,
      "release <device>",
      "let one out of quarantine whose copy is gone or enrolled anew",
      async () => (await import("./release.ts")).releaseDevice,
    ),
  ]);
}
