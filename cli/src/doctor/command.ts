import type { Command } from "commander";
import { type Frame, leaf } from "../command/command.ts";

export function doctorCommand(frame: Frame): Command {
  return leaf(
    frame,
    "doctor",
    "look for what is not in order, and say what to do about it",
    async () => (await import("./run.ts")).runDoctor,
  );
}
