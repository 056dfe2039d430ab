import { DEVICE_ORDERS } from "@shoal/protocol/api/device";
import { ARCHITECTURES, FORM_FACTORS, OS_NAMES } from "@shoal/protocol/device/kinds";
import { type Command, Option } from "commander";
import { branch, type Frame, leaf, listOption } from "../command/command.ts";
import { withTargets } from "../target/options.ts";
import { getDevice } from "./get.ts";
import { deviceGroups } from "./groups.ts";
import { deviceHistory } from "./history.ts";
import { listDevices } from "./list.ts";
import { listRegistrations, registerDevice, showPin, unregisterDevice } from "./registrations.ts";
import { releaseDevice } from "./release.ts";
import { approveRequest, listRequests, rejectRequest } from "./requests.ts";
import { revokeDevice } from "./revoke.ts";
import { revokeToken } from "./revoke-token.ts";
import { setAttributes } from "./set-attributes.ts";
import { tagDevices } from "./tag.ts";
import { makeToken } from "./token.ts";
import { listTokens } from "./tokens.ts";

export function deviceCommand(frame: Frame): Command {
  return branch("device", "the machines that software is installed on", [
    leaf(frame, "list", "list devices", listDevices)
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
    leaf(frame, "get <device>", "print one with its inventory, by name or id", getDevice),
    leaf(frame, "groups <device>", "the groups that one is in now, and by what", deviceGroups),
    leaf(frame, "history <device>", "everything that happened on one, the newest first", deviceHistory).option(
      "--limit <rows>",
      "at most so many",
      "100",
    ),
    withTargets(
      leaf(frame, "tag [device|+tag|-tag...]", "give devices tags, and take them away: till-07 +till -old", tagDevices)
        .addOption(listOption("--add <tag>", "the same as +tag"))
        .addOption(listOption("--remove <tag>", "the same as -tag")),
    ),
    withTargets(
      leaf(
        frame,
        "set [device|key=value...]",
        "set attributes of devices; key= takes one away: till-07 floor=3",
        setAttributes,
      ).addOption(listOption("--unset <key>", "the same as key=")),
    ),
    leaf(frame, "token", "make an enrolment token, with which agents become known", makeToken)
      .option("--uses <count>", "for so many devices", "1")
      .option("--expires <time>", "for so long: 1h, 7d", "1d")
      .option("--group <group>", "put those that enrol with it into this group"),
    leaf(frame, "tokens", "list enrolment tokens; the secrets themselves are not kept", listTokens),
    leaf(frame, "revoke-token <id>", "let an enrolment token enrol nobody any more", revokeToken),
    leaf(frame, "pin", "print what a device is pinned to that comes without a token", showPin),
    leaf(frame, "requests", "list devices that came without a token and wait to be let in", listRequests),
    leaf(frame, "approve <id>", "let one of them in", approveRequest)
      .option("--name <name>", "call it so (default: as it calls itself)")
      .option("--group <group>", "put it into this group"),
    leaf(frame, "reject <id>", "do not let one of them in", rejectRequest),
    leaf(frame, "register", "announce a device, which is then let in once without a token", registerDevice)
      .option("--fingerprint <key>", "of its key, as shoal-agent key prints it")
      .option("--serial <number>", "the maker's number of the machine")
      .option("--name <name>", "call it so (default: as it calls itself)")
      .option("--group <group>", "put it into this group"),
    leaf(frame, "registrations", "list devices that were announced", listRegistrations),
    leaf(frame, "unregister <id>", "take back that one was announced", unregisterDevice),
    leaf(frame, "revoke <device>", "refuse a device everything from now on, by name or id", revokeDevice).option(
      "--reason <text>",
      "why",
    ),
    leaf(frame, "release <device>", "let one out of quarantine whose copy is gone or enrolled anew", releaseDevice),
  ]);
}
