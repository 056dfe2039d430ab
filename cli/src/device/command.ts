import { ARCHITECTURES, FORM_FACTORS, OS_NAMES } from "@shoal/protocol/device/kinds";
import { type Command, Option } from "commander";
import { branch, type Frame, leaf } from "../command/command.ts";
import { getDevice } from "./get.ts";
import { deviceHistory } from "./history.ts";
import { listDevices } from "./list.ts";
import { revokeToken } from "./revoke-token.ts";
import { makeToken } from "./token.ts";
import { listTokens } from "./tokens.ts";

export function deviceCommand(frame: Frame): Command {
  return branch("device", "the machines that software is installed on", [
    leaf(frame, "list", "list devices", listDevices)
      .addOption(new Option("--os <os>", "only these").choices(OS_NAMES))
      .addOption(new Option("--arch <arch>", "only these").choices(ARCHITECTURES))
      .addOption(new Option("--form-factor <form>", "only these").choices(FORM_FACTORS))
      .option("--name <text>", "only those whose name contains this")
      .option("--online", "only those that are connected now")
      .option("--offline", "only those that are not")
      .option("--seen-since <when>", "only those heard from since: 2h, 2026-11-01"),
    leaf(frame, "get <device>", "print one with its inventory, by name or id", getDevice),
    leaf(frame, "history <device>", "everything that happened on one, the newest first", deviceHistory).option(
      "--limit <rows>",
      "at most so many",
      "100",
    ),
    leaf(frame, "token", "make an enrolment token, with which agents become known", makeToken)
      .option("--uses <count>", "for so many devices", "1")
      .option("--expires <time>", "for so long: 1h, 7d", "1d"),
    leaf(frame, "tokens", "list enrolment tokens; the secrets themselves are not kept", listTokens),
    leaf(frame, "revoke-token <id>", "let an enrolment token enrol nobody any more", revokeToken),
  ]);
}
