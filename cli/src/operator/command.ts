import { PERMISSION_NAMES } from "@shoal/protocol/operator/permissions";
import type { Command } from "commander";
import { branch, type Frame, leaf, listOption } from "../command/command.ts";
import { deleteRole, listPermissions, listRoles, setRole } from "./roles.ts";
import { createToken, listTokens, revokeToken } from "./tokens.ts";

export function tokenCommand(frame: Frame): Command {
  return branch("token", "API tokens: for programs, and for you on another machine", [
    leaf(frame, "create <name>", "make one that may do no more than you; it is shown once", createToken)
      .option("--role <role>", "what it may do: a role")
      .addOption(listOption("--permission <permission>", "what it may do, one by one", PERMISSION_NAMES))
      .option("--expires <time>", "for so long: 1h, 90d; a year at most", "90d"),
    leaf(frame, "list", "list your good ones", listTokens).option(
      "--all",
      "everybody's, and those that are over; needs operator.read",
    ),
    leaf(frame, "revoke <token>", "end one and those that were made with it, at once; by name or id", revokeToken),
  ]);
}

export function roleCommand(frame: Frame): Command {
  return branch("role", "sets of permissions with a name", [
    leaf(frame, "list", "list roles and what they hold", listRoles),
    leaf(frame, "permissions", "list everything that can be allowed", listPermissions),
    leaf(frame, "set <role>", "make or change one", setRole)
      .addOption(listOption("--permission <permission>", "what it holds", PERMISSION_NAMES).makeOptionMandatory())
      .option("--description <text>", "what it is for"),
    leaf(frame, "delete <role>", "delete one; who had it has nothing by it any more", deleteRole),
  ]);
}
