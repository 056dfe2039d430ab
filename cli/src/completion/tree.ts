import type { Command, Option } from "commander";

/** What can be completed after one command: the words below it, and its options with their values. */
export interface CompletionNode {
  /** The words before it: `["task", "create"]`. */
  path: readonly string[];
  children: { name: string; description: string }[];
  options: { flags: string[]; description: string; takesValue: boolean; choices: readonly string[]; files: boolean }[];
  /** Choices of the first argument. */
  words: readonly string[];
  /** Its arguments are files. */
  files: boolean;
}

/** Commander's tree as plain data, every command with the options that it inherits. */
export function completionTree(root: Command): CompletionNode[] {
  const nodes: CompletionNode[] = [];
  const walk = (command: Command, path: readonly string[], inherited: readonly Option[]) => {
    const options = [...inherited, ...command.options].filter((option) => !option.hidden);
    nodes.push({
      path,
      children: visible(command).map((child) => ({
        name: child.name(),
        description: child.summary() || child.description(),
      })),
      options: options.map((option) => ({
        flags: [option.short, option.long].filter((flag) => flag !== undefined && flag !== null),
        description: option.description,
        takesValue: option.required || option.optional,
        choices: option.argChoices ?? [],
        files: /<(file|dir)>/.test(option.flags),
      })),
      words: command.registeredArguments[0]?.argChoices ?? [],
      files: command.registeredArguments.some((argument) => /^(dir|file)/i.test(argument.name())),
    });
    for (const child of visible(command)) walk(child, [...path, child.name()], options);
  };
  walk(root, [], []);
  return nodes;
}

function visible(command: Command): Command[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .filter((child) => child.name() !== "help");
}
