import { LIMITS } from "@shoal/protocol/limits";
import type { DetectLeaf } from "@shoal/protocol/package/detect";
import type { LeafResult } from "../host/host.ts";
import type { InstallContext } from "../installer/installer.ts";
import { askWare } from "./probe-command.ts";

type ScriptLeaf = Extract<DetectLeaf, { script: unknown }>;

/** Exit 0 is a yes, 1 is a no, anything else could not find out. */
export async function detectScript({ script }: ScriptLeaf, context: InstallContext): Promise<LeafResult> {
  const { run, interpreter, runAs } = script;
  const said = await askWare(context, { script: { text: run }, interpreter }, runAs, LIMITS.detectTimeoutMs);
  if (!said.ok) return { found: "unknown", detail: said.detail };
  const words = said.output.trim().split("\n").at(-1)?.slice(0, 200);
  const detail = `the detection script ended with ${said.exitCode}${words ? `: ${words}` : ""}`;
  return { found: said.exitCode === 0 ? true : said.exitCode === 1 ? false : "unknown", detail };
}
