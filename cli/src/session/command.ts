import type { Command } from "commander";
import { branch, type Frame, leaf } from "../command/command.ts";

export function sessionCommand(frame: Frame): Command {
  return branch("session", "what devices of a subnet did together: who fetched, who cast, what was lost", [
    leaf(
      frame,
      "tree <task>",
      "draw where a task's bytes came from, by site, subnet and device",
      async () => (await import("./tree.ts")).sessionTree,
    ).option("--members <count>", "devices that are shown of each session", "20"),
  ]);
}
