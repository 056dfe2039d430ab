import { LIMITS } from "@shoal/protocol/limits";
import type { Remove } from "@shoal/protocol/package/remove";
import { say } from "@shoal/protocol/sentence/say";
import { runWithRights } from "../account/rights.ts";
import { expandVariables } from "../detect/expand.ts";
import type { Command, ProcessOutcome } from "../process/run.ts";
import type { InstallContext } from "./installer.ts";
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
  if (remove?.command === undefined && remove?.run === undefined) return undefined;
  const { command, run, interpreter, runAs, timeoutMs = LIMITS.installTimeoutMs } = remove;
  const ware = command
    ? removalCommand(command, context.os)
    : { script: { text: run ?? "" }, ...(interpreter === undefined ? {} : { interpreter }) };
  return await runWithRights(runAs, ware, context, { log: context.log, timeoutMs });
}

export function noRemoval(kind: string): ProcessOutcome {
  return unusable(say("no-removal", { installer: kind }));
}
