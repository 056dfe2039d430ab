import { LIMITS } from "@shoal/protocol/limits";
import type { DetectLeaf } from "@shoal/protocol/package/detect";
import { say } from "@shoal/protocol/sentence/say";
import type { LeafResult } from "../host/host.ts";
import type { InstallContext } from "../installer/installer.ts";
import { askWare } from "./probe-command.ts";

type ScriptLeaf = Extract<DetectLeaf, { script: unknown }>;

/** Exit 0 is a yes, 1 is a no, anything else could not find out. */
export async function detectScript({ script }: ScriptLeaf, context: InstallContext): Promise<LeafResult> {
  const { run, interpreter, runAs } = script;
  const said = await askWare(context, { script: { text: run }, interpreter }, runAs, LIMITS.detectTimeoutMs);
  if (!said.ok) return { found: "unknown", detail: said.detail };
  const { exitCode } = said;
  const words = said.output.trim().split("\n").at(-1)?.slice(0, 200);
  const detail = words ? say("detection-said", { exitCode, words }) : say("detection-ended", { exitCode });
  return { found: exitCode === 0 ? true : exitCode === 1 ? false : "unknown", detail };
}
