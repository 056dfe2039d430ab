import { Argument, type Command } from "commander";
import { type Frame, leaf } from "../command/command.ts";
import { SHELLS } from "./shells.ts";

export function completionCommand(frame: Frame, program: Command): Command {
  return leaf(frame, "completion", "print what makes a shell complete shoal's words", async () =>
    (await import("./print.ts")).printCompletion(program),
  )
    .addArgument(new Argument("<shell>", "bash, zsh or fish").choices(SHELLS))
    .addHelpText(
      "after",
      "\nLoad it at every start of the shell:\n  bash   echo 'source <(shoal completion bash)' >> ~/.bashrc\n  zsh    echo 'source <(shoal completion zsh)' >> ~/.zshrc\n  fish   shoal completion fish > ~/.config/fish/completions/shoal.fish",
    );
}
