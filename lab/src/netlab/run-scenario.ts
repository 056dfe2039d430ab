import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Netlab } from "./netlab.ts";
import type { ScenarioOptions, ScenarioResult } from "./scenario.ts";

const PROCESS = fileURLToPath(new URL("./scenario-process.ts", import.meta.url));

/** Builds the network, runs the scenario in it, takes it down again. @throws Error where it did not come to a result */
export async function runScenario(options: Omit<ScenarioOptions, "labId">): Promise<ScenarioResult> {
  const lab = new Netlab(options.shape);
  lab.up();
  try {
    const child = lab.spawn("srv", [process.execPath, PROCESS, JSON.stringify({ ...options, labId: lab.id })], {
      output: "pipe",
    });
    let said = "";
    child.stdout!.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    const [code] = (await once(child, "close")) as [number];
    if (code !== 0) throw new Error(`the scenario ended with ${code}`);
    return JSON.parse(said) as ScenarioResult;
  } finally {
    lab.down();
  }
}
