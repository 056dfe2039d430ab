import { Command, Option } from "commander";
import type { ExitCode } from "../exit/codes.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { type GlobalOptions, type Invocation, openInvocation } from "./invocation.ts";
import type { Shell } from "./shell.ts";

/** What a command does; nothing returned is "done". */
export type Handler<Options> = (
  invocation: Invocation,
  options: Options,
  ...positionals: string[]
  // biome-ignore lint/suspicious/noConfusingVoidType: a handler that has nothing to say simply ends
) => Promise<ExitCode | void>;

/** Where commands leave what the process shall end with. */
export interface Frame {
  shell: Shell;
  exit: ExitCode;
  /** Of the command that ran: what is said after it must know what stands on the screen. */
  terminal?: Terminal;
}

/**
 * A command that does something; its arguments and options are added by the caller.
 * @param load gives the handler: what only one command needs is loaded by nobody else
 */
export function leaf<Options = object>(
  frame: Frame,
  nameAndArguments: string,
  description: string,
  load: () => Promise<Handler<Options>>,
): Command {
  const command = new Command(nameAndArguments.split(" ")[0]);
  for (const argument of nameAndArguments.split(" ").slice(1)) command.argument(argument);
  return command.description(description).action(async function (this: Command) {
    const options = this.optsWithGlobals<Options & GlobalOptions>();
    const invocation = openInvocation(frame.shell, options);
    frame.terminal = invocation.terminal;
    const handler = await load();
    // An argument that may be repeated comes as a list: it is the last one.
    const code = await handler(invocation, options, ...(this.processedArgs.flat() as string[]));
    if (code !== undefined) frame.exit = code;
  });
}

/** A command that only has others below it: alone it prints its help and is a usage error. */
export function branch(name: string, description: string, children: readonly Command[]): Command {
  const command = new Command(name).description(description).helpCommand(false);
  for (const child of children) command.addCommand(child);
  return command;
}

/** An option that may be given several times, and whose values may be separated by commas too. */
export function listOption(flags: string, description: string, choices?: readonly string[]): Option {
  const option = new Option(flags, description);
  if (choices) option.choices(choices);
  const check = option.parseArg as ((value: string, previous: unknown) => unknown) | undefined;
  option.argParser((value: string, before: readonly string[] | undefined) => {
    const values = value.split(",").filter((each) => each !== "");
    if (choices && check) for (const each of values) check.call(option, each, undefined);
    return [...(before ?? []), ...values];
  });
  return option;
}
