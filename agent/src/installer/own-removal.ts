import { LIMITS } from "@shoal/protocol/limits";
import type { Remove } from "@shoal/protocol/package/remove";
import { expandVariables } from "../detect/expand.ts";
import type { Command, ProcessOutcome } from "../process/run.ts";
import type { InstallContext } from "./installer.ts";
import { interpreterCommand, writeScript } from "./interpreter.ts";
import { unusable } from "./main-file.ts";
import { quoteForC } from "./windows-quote.ts";

/** The command of a package's own removal. */
export function removalCommand(
  words: readonly string[],
  os: InstallContext["os"],
  env?: Readonly<Record<string, string | undefined>>,
): Pick<Command, "argv" | "verbatim"> {
  const [program = "", ...args] = words.map((word) => expandVariables(word, env));
  const last = args.at(-1);
  // NSIS reads its last argument to the end of the line, blanks and all, and knows no quotes there.
  if (os !== "windows" || last === undefined || !/^(_\?|\/D)=/.test(last)) return { argv: [program, ...args] };
  return { argv: [program, ...args.slice(0, -1).map(quoteForC), last], verbatim: true };
}

/** What the package says about its removal, where it says anything. */
export async function runOwnRemoval(
  remove: Remove | undefined,
  context: InstallContext,
): Promise<ProcessOutcome | undefined> {
  const timeoutMs = remove?.timeoutMs ?? LIMITS.installTimeoutMs;
  if (remove?.command !== undefined)
    return await context.run(
      { ...removalCommand(remove.command, context.os), cwd: context.workDir, timeoutMs },
      context.log,
      context.signal,
    );
  if (remove?.run === undefined) return undefined;
  const file = await writeScript(remove.run, remove.interpreter, context);
  const argv = interpreterCommand(file, remove.interpreter, context.os);
  return await context.run({ argv, cwd: context.workDir, timeoutMs }, context.log, context.signal);
}

export function noRemoval(kind: string): ProcessOutcome {
  return unusable(`the package does not say how it is removed: ${kind} needs remove with command or run`);
}
