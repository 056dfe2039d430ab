import { Argument, type Command } from "commander";
import { type Frame, leaf } from "../command/command.ts";
import { bashCompletion } from "./bash.ts";
import { fishCompletion } from "./fish.ts";
import { completionTree } from "./tree.ts";
import { zshCompletion } from "./zsh.ts";

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

export function completionCommand(frame: Frame, program: Command): Command {
  return leaf(
    frame,
    "completion",
    "print what makes a shell complete shoal's words",
    async ({ shell }, _options, name) => {
      shell.stdout.write(SHELLS[name as keyof typeof SHELLS](completionTree(program)));
    },
  )
    .addArgument(new Argument("<shell>", "bash, zsh or fish").choices(Object.keys(SHELLS)))
    .addHelpText(
      "after",
      "\nLoad it at every start of the shell:\n  bash   echo 'source <(shoal completion bash)' >> ~/.bashrc\n  zsh    echo 'source <(shoal completion zsh)' >> ~/.zshrc\n  fish   shoal completion fish > ~/.config/fish/completions/shoal.fish",
    );
}
