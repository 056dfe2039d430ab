import { FAILURES_BY } from "@shoal/protocol/api/choices";
import { type Command, Option } from "commander";
import { branch, type Frame, leaf } from "../command/command.ts";

export function historyCommand(frame: Frame): Command {
  const span = (command: Command) =>
    command.option("--since <when>", "from then on: 2h, 14d, 2026-11-01").option("--until <when>", "before then");
  const ranked = (command: Command) => span(command).option("--limit <rows>", "so many, at most 500", "20");
  return branch("history", "what became of it all: success, slowness, failures", [
    span(
      leaf(
        frame,
        "success-rate",
        "how often it worked, by release or by platform",
        async () => (await import("./success-rate.ts")).successRate,
      ),
    )
      .addOption(new Option("--by <group>", "one line for each").choices(["release", "platform"]).default("release"))
      .option("--package <name>", "only this package"),
    ranked(
      leaf(
        frame,
        "slowest",
        "devices on which it takes longest",
        async () => (await import("./slowest.ts")).slowestDevices,
      ),
    ),
    ranked(
      leaf(
        frame,
        "failing",
        "devices on which it fails most",
        async () => (await import("./failing.ts")).failingDevices,
      ),
    ),
    ranked(
      leaf(
        frame,
        "failures",
        "why it failed: by cause, with the next thing to do",
        async () => (await import("./failures.ts")).failures,
      ),
    )
      .addOption(new Option("--by <what>", "what else tells them apart").choices(FAILURES_BY).default("cause"))
      .option("--task <task>", "only of this task"),
    ranked(
      leaf(
        frame,
        "tasks",
        "who started what, and what came of it",
        async () => (await import("./tasks.ts")).startedTasks,
      ),
    ),
  ]);
}
