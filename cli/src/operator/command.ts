import { PERMISSION_NAMES } from "@shoal/protocol/operator/permissions";
import type { Command } from "commander";
import { branch, type Frame, leaf, listOption } from "../command/command.ts";

export function tokenCommand(frame: Frame): Command {
  return branch("token", "API tokens: for programs, and for you on another machine", [
    leaf(
      frame,
      "create <name>",
      "make one that may do no more than you; it is shown once",
      async () => (await import("./tokens.ts")).createToken,
    )
      .option("--role <role>", "what it may do: a role")
      .addOption(listOption("--permission <permission>", "what it may do, one by one", PERMISSION_NAMES))
      .addOption(listOption("--group <group>", "over the devices of these groups alone"))
      .option("--expires <time>", "for so long: 1h, 90d; a year at most", "90d"),
    leaf(frame, "list", "list your good ones", async () => (await import("./tokens.ts")).listTokens).option(
      "--all",
      "everybody's, and those that are over; needs operator.read",
    ),
    leaf(
      frame,
      "revoke <token>",
      "end one and those that were made with it, at once; by name or id",
      async () => (await import("./tokens.ts")).revokeToken,
    ),
  ]);
}

export function roleCommand(frame: Frame): Command {
  return branch("role", "sets of permissions with a name", [
    leaf(frame, "list", "list roles and what they hold", async () => (await import("./roles.ts")).listRoles),
    leaf(
      frame,
      "permissions",
      "list everything that can be allowed",
      async () => (await import("./roles.ts")).listPermissions,
    ),
    leaf(frame, "set <role>", "make or change one", async () => (await import("./roles.ts")).setRole)
      .addOption(listOption("--permission <permission>", "what it holds", PERMISSION_NAMES).makeOptionMandatory())
      .option("--description <text>", "what it is for"),
    leaf(
      frame,
      "delete <role>",
      "delete one; who had it has nothing by it any more",
      async () => (await import("./roles.ts")).deleteRole,
    ),
  ]);
}

const overOption = () =>
  listOption("--group <group>", "over the devices of these groups alone; of one role among several: operator:tills");

export function operatorCommand(frame: Frame): Command {
  return branch("operator", "people who may sign in", [
    leaf(
      frame,
      "list",
      "list them, their roles, and what they prove themselves with",
      async () => (await import("./operators.ts")).listOperators,
    ),
    leaf(
      frame,
      "invite <name> <email>",
      "make an account, and a link by which they choose their password",
      async () => (await import("./operators.ts")).inviteOperator,
    )
      .addOption(listOption("--role <role>", "what they may do").makeOptionMandatory())
      .addOption(overOption()),
    leaf(
      frame,
      "role <name> [role...]",
      "give one these roles and no others",
      async () => (await import("./operators.ts")).setOperatorRoles,
    ).addOption(overOption()),
    leaf(
      frame,
      "disable <name>",
      "end every session and token of one at once",
      async () => (await import("./operators.ts")).disableOperator,
    ),
    leaf(frame, "enable <name>", "let one sign in again", async () => (await import("./operators.ts")).enableOperator),
    leaf(
      frame,
      "reset <name>",
      "sign one out everywhere, and make a link to choose a new password",
      async () => (await import("./operators.ts")).resetOperator,
    ).option("--second-factor", "their authenticator and passkeys too: they are lost, and you know who is asking"),
  ]);
}
