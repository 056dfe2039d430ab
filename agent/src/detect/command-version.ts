import { LIMITS } from "@shoal/protocol/limits";
import type { DetectLeaf } from "@shoal/protocol/package/detect";
import type { LeafResult } from "../host/host.ts";
import type { InstallContext } from "../installer/installer.ts";
import { expandVariables } from "./expand.ts";
import { ask } from "./probe-command.ts";
import { judgeVersion } from "./version.ts";

type VersionLeaf = Extract<DetectLeaf, { version: unknown }>;
const FIRST_DOTTED_NUMBER = /(?<![\w.])v?(\d+(?:\.\d+)+(?:[-+~][\w.]+)?)/;

/** The version that a program says of itself. A program that is not there is a no; one that fails to answer is not. */
export async function detectCommandVersion({ version }: VersionLeaf, context: InstallContext): Promise<LeafResult> {
  const [program, ...rest] = version.command.map((word) => expandVariables(word));
  const said = await ask(context, [program!, ...rest], LIMITS.detectTimeoutMs);
  if (!said.ok)
    return /no such program/.test(said.detail)
      ? { found: false, detail: `${program} is not there` }
      : { found: "unknown", detail: said.detail };
  const match = said.output.match(
    version.pattern === undefined ? FIRST_DOTTED_NUMBER : new RegExp(version.pattern, "m"),
  );
  const text = match?.[1];
  if (text === undefined)
    return {
      found: "unknown",
      detail: `${program} (exit code ${said.exitCode}) says no version: ${said.output.trim().slice(0, 100) || "nothing"}`,
    };
  return judgeVersion(program!, text, version.range);
}
