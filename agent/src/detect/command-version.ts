import { LIMITS } from "@shoal/protocol/limits";
import type { DetectLeaf } from "@shoal/protocol/package/detect";
import { say } from "@shoal/protocol/sentence/say";
import type { LeafResult } from "../host/host.ts";
import type { InstallContext } from "../installer/installer.ts";
import { expandVariables } from "./expand.ts";
import { matchWithin } from "./match-within.ts";
import { askWare } from "./probe-command.ts";
import { judgeVersion } from "./version.ts";

type VersionLeaf = Extract<DetectLeaf, { version: unknown }>;
/** A pattern that needs longer for 16 KiB of text would not end at all; the agent does nothing else meanwhile. */
const PATTERN_MS = 1000;
const FIRST_DOTTED_NUMBER = /(?<![\w.])v?(\d+(?:\.\d+)+(?:[-+~][\w.]+)?)/;

/** The version that a program says of itself. A program that is not there is a no; one that fails to answer is not. */
export async function detectCommandVersion({ version }: VersionLeaf, context: InstallContext): Promise<LeafResult> {
  const [program, ...rest] = version.command.map((word) => expandVariables(word));
  const said = await askWare(context, { argv: [program!, ...rest] }, version.runAs, LIMITS.detectTimeoutMs);
  if (!said.ok)
    return /no such program/.test(said.detail)
      ? { found: false, detail: say("not-there", { path: program! }) }
      : { found: "unknown", detail: said.detail };
  let text: string | undefined;
  try {
    text =
      version.pattern === undefined
        ? said.output.match(FIRST_DOTTED_NUMBER)?.[1]
        : matchWithin(version.pattern, said.output, PATTERN_MS);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
    const pattern = { pattern: version.pattern!, program: program! };
    const detail = why
      ? say("pattern-endless", { ...pattern, count: PATTERN_MS })
      : say("pattern-failed", { ...pattern, words: (error as Error).message });
    return { found: "unknown", detail };
  }
  if (text === undefined) {
    const tried = { program: program!, exitCode: said.exitCode };
    const words = said.output.trim().slice(0, 100);
    const detail = words === "" ? say("no-version-silent", tried) : say("no-version-said", { ...tried, words });
    return { found: "unknown", detail };
  }
  return judgeVersion(program!, text, version.range);
}
