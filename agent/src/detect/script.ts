import { rm } from "node:fs/promises";
import { LIMITS } from "@shoal/protocol/limits";
import type { DetectLeaf } from "@shoal/protocol/package/detect";
import type { LeafResult } from "../host/host.ts";
import type { InstallContext } from "../installer/installer.ts";
import { interpreterCommand, writeScript } from "../installer/interpreter.ts";
import { ask } from "./probe-command.ts";

type ScriptLeaf = Extract<DetectLeaf, { script: unknown }>;

/** Exit 0 is a yes, 1 is a no, anything else could not find out. */
export async function detectScript({ script }: ScriptLeaf, context: InstallContext): Promise<LeafResult> {
  const file = await writeScript(script.run, script.interpreter, context);
  try {
    const said = await ask(context, interpreterCommand(file, script.interpreter, context.os), LIMITS.detectTimeoutMs);
    if (!said.ok) return { found: "unknown", detail: said.detail };
    const words = said.output.trim().split("\n").at(-1)?.slice(0, 200);
    const detail = `the detection script ended with ${said.exitCode}${words ? `: ${words}` : ""}`;
    return { found: said.exitCode === 0 ? true : said.exitCode === 1 ? false : "unknown", detail };
  } finally {
    await rm(file, { force: true });
  }
}
