import type { RunAs } from "@shoal/protocol/package/run-as";
import type { InstallContext } from "../installer/installer.ts";
import { interpreterCommand, writeScript } from "../installer/interpreter.ts";
import { unusable } from "../installer/main-file.ts";
import type { As } from "../process/as-account.ts";
import type { OutputLog, ProcessOutcome } from "../process/run.ts";
import { findAccount } from "./account.ts";
import { makeRoom } from "./room.ts";

/** Something of a package that is run: a script by its text or its file, or a program with its arguments. */
export type Ware =
  | { script: { text: string } | { file: string }; interpreter?: string | undefined; arguments?: readonly string[] }
  /** `isOurs`: it lies in the action's private folder, and is taken to where whom it runs as can read it. */
  | { argv: readonly [string, ...string[]]; isOurs?: boolean; verbatim?: boolean };

/** Where and as whom. */
interface Place {
  files: string;
  cwd: string;
  as?: As;
  give(path: string): Promise<string>;
}

/**
 * Runs something of a package with the rights that it asks for: the agent's own, in the action's private folder, or those of an account,
 * in a room that is made for it and taken away afterwards.
 */
export async function runWithRights(
  runAs: RunAs | undefined,
  ware: Ware,
  context: Pick<InstallContext, "os" | "run" | "workDir" | "roomsDir" | "signal">,
  { log, timeoutMs }: { log: OutputLog; timeoutMs: number },
): Promise<ProcessOutcome> {
  const found = await findAccount(runAs, context);
  if (!found.ok) return unusable(found.detail);
  const run = async ({ files, cwd, as, give }: Place): Promise<ProcessOutcome> => {
    const command = { ...(await wordsOf(ware, context.os, files, give)), cwd, timeoutMs, ...(as ? { as } : {}) };
    return await context.run(command, log, context.signal);
  };
  const { account } = found;
  const { workDir } = context;
  if (account === undefined) return await run({ files: workDir, cwd: workDir, give: async (path) => path });
  const room = await makeRoom(context.roomsDir, account);
  if (typeof room === "string") return unusable(room);
  try {
    return await run({ files: room.files, cwd: room.tmp, as: { ...account, tmp: room.tmp }, give: room.give });
  } finally {
    await room.clear();
  }
}

async function wordsOf(
  ware: Ware,
  os: InstallContext["os"],
  folder: string,
  give: Place["give"],
): Promise<{ argv: readonly [string, ...string[]]; verbatim?: boolean }> {
  if ("argv" in ware) {
    const { argv, isOurs = false, verbatim } = ware;
    const [program, ...args] = argv;
    const words = { argv: [isOurs ? await give(program) : program, ...args] as const };
    return verbatim === undefined ? words : { ...words, verbatim };
  }
  const { script, interpreter, arguments: args = [] } = ware;
  const file = "text" in script ? await writeScript(script.text, interpreter, { os }, folder) : script.file;
  return { argv: interpreterCommand(await give(file), interpreter, os, args) };
}
