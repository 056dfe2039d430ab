import type { InstallContext } from "../installer/installer.ts";
import { createOutputLog } from "../process/output-log.ts";

export type Said = { ok: true; exitCode: number; output: string } | { ok: false; detail: string };

/** Runs a program to find something out; its output is kept apart from the installer's log. */
export async function ask(
  context: InstallContext,
  argv: readonly [string, ...string[]],
  timeoutMs: number,
): Promise<Said> {
  const log = createOutputLog();
  const outcome = await context.run({ argv, timeoutMs }, log, context.signal);
  if (outcome.kind === "exited") return { ok: true, exitCode: outcome.exitCode, output: log.tail().text };
  if (outcome.kind === "unusable") return { ok: false, detail: outcome.detail };
  return {
    ok: false,
    detail: `${argv[0]} ${outcome.kind === "signalled" ? `was ended by ${outcome.signal}` : `was ${outcome.kind} after ${Math.round(outcome.durationMs / 1000)} s`}`,
  };
}
