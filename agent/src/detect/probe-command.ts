import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { RunAs } from "@shoal/protocol/package/run-as";
import { say } from "@shoal/protocol/sentence/say";
import { runWithRights, type Ware } from "../account/rights.ts";
import type { InstallContext } from "../installer/installer.ts";
import { createOutputLog } from "../process/output-log.ts";
import type { OutputLog, ProcessOutcome } from "../process/run.ts";

export type Said = { ok: true; exitCode: number; output: string } | { ok: false; detail: string };

/** Runs a program to find something out; its output is kept apart from the installer's log. */
export async function ask(
  context: InstallContext,
  argv: readonly [string, ...string[]],
  timeoutMs: number,
): Promise<Said> {
  return await heard(argv[0], (log) => context.run({ argv, timeoutMs }, log, context.signal));
}

/** The same of something that the package brings, with the rights that it asks for. */
export async function askWare(
  context: InstallContext,
  ware: Ware,
  runAs: RunAs | undefined,
  timeoutMs: number,
): Promise<Said> {
  const name = "argv" in ware ? ware.argv[0] : "the script";
  await mkdir(context.workDir, { recursive: true, mode: 0o700 });
  // Of its own: what a script leaves in it must not lie there for the next one.
  const workDir = await mkdtemp(join(context.workDir, "detect-"));
  try {
    return await heard(name, (log) => runWithRights(runAs, ware, { ...context, workDir }, { log, timeoutMs }));
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

async function heard(name: string, run: (log: OutputLog) => Promise<ProcessOutcome>): Promise<Said> {
  const log = createOutputLog();
  const outcome = await run(log);
  if (outcome.kind === "exited") return { ok: true, exitCode: outcome.exitCode, output: log.tail().text };
  if (outcome.kind === "unusable") return { ok: false, detail: outcome.detail };
  return {
    ok: false,
    detail:
      outcome.kind === "signalled"
        ? say("probe-killed", { program: name, signal: outcome.signal })
        : say("probe-took", { program: name, outcome: outcome.kind, seconds: Math.round(outcome.durationMs / 1000) }),
  };
}
