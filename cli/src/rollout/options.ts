import { PRIORITY } from "@shoal/protocol/task/kinds";
import type { Command } from "commander";

/** Options that say how a task goes out: in which stages, before what, how often again. */
export interface RolloutOptions {
  rings?: string;
  dynamic?: boolean;
  priority?: string;
  retry?: string;
}

export function withRollout(command: Command): Command {
  return command
    .optionsGroup("How it goes out:")
    .option("--rings <file>", "in stages, by a plan: examples/rollout/plan.yaml")
    .option("--dynamic", "go on to take devices that become targets later (needs --rings)")
    .option("--priority <number>", `from ${PRIORITY.minimum} to ${PRIORITY.maximum}: the higher one holds (default 0)`)
    .option("--retry <attempts>", "try again where it fails: 3, or 3,first=10m,factor=2,most=1d");
}
