import type { Command } from "commander";
import type { Handler } from "../command/command.ts";
import { bashCompletion } from "./bash.ts";
import { fishCompletion } from "./fish.ts";
import type { SHELLS } from "./shells.ts";
import { completionTree } from "./tree.ts";
import { zshCompletion } from "./zsh.ts";

const WRITERS: Record<(typeof SHELLS)[number], (tree: ReturnType<typeof completionTree>) => string> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** @param program whose words are completed */
export function printCompletion(program: Command): Handler<object> {
  return async ({ shell }, _options, name) => {
    shell.stdout.write(WRITERS[name as keyof typeof WRITERS](completionTree(program)));
  };
}
