import type { Command } from "commander";
import { branch, type Frame, leaf } from "../command/command.ts";
import { fleetRules } from "./rules.ts";

export function fleetCommand(frame: Frame): Command {
  return branch("fleet", "what holds for all devices", [
    leaf(
      frame,
      "rules [key=value...]",
      "by which rules devices are stale and retired; with values, change them",
      fleetRules,
    ),
  ]);
}
