import type { Command } from "commander";
import { branch, type Frame, leaf } from "../command/command.ts";
import { withTargets } from "../target/options.ts";

export function groupCommand(frame: Frame): Command {
  const described = (command: Command) =>
    command
      .option("--query <query>", 'whoever this finds, asked anew whenever the group is used: "os:windows tag:till"')
      .option("--description <text>", "what the group is for")
      .option("--yes", "also where the query matches every device");
  return branch("group", "devices under one name: a list, or whoever a query finds", [
    described(
      leaf(
        frame,
        "create <group> [device...]",
        "make a group of these devices, or of a query",
        async () => (await import("./create.ts")).createGroup,
      ),
    ),
    leaf(
      frame,
      "list",
      "list groups, and how many devices are in each",
      async () => (await import("./list.ts")).listGroups,
    ),
    leaf(frame, "get <group>", "print one, and what uses it", async () => (await import("./get.ts")).getGroup),
    described(
      leaf(
        frame,
        "set <group>",
        "change the query of a group, or what it is for",
        async () => (await import("./create.ts")).setGroup,
      ),
    ),
    leaf(
      frame,
      "delete <group>",
      "delete a group that nothing uses any more",
      async () => (await import("./delete.ts")).deleteGroup,
    ),
    leaf(
      frame,
      "members <group>",
      "list who is in it at this moment",
      async () => (await import("./members.ts")).listMembers,
    ).option("--limit <rows>", "at most so many", "100"),
    withTargets(
      leaf(
        frame,
        "add <group> [device...]",
        "put devices on a list",
        async () => (await import("./members.ts")).addMembers,
      ),
    ),
    withTargets(
      leaf(
        frame,
        "remove <group> [device...]",
        "take devices off a list",
        async () => (await import("./members.ts")).removeMembers,
      ),
    ),
  ]);
}
