import { Command } from "commander";
import type { Frame } from "../command/command.ts";
import { BESIDE, type Beside } from "./programs.ts";
import { runBeside } from "./run.ts";

/** The entry in the help, and the way there where options of ours stand in front of it. */
export function besideCommand(frame: Frame, name: Beside): Command {
  const { description, title, script } = BESIDE[name];
  return new Command(name)
    .description(description)
    .usage("[arguments…]")
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async () => {
      const { argv } = frame.shell;
      frame.exit = await runBeside(title, script, argv.slice(argv.indexOf(name) + 1));
    });
}
