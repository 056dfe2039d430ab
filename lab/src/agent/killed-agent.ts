/** An agent in a process of its own that kills itself, as `kill -9` would, at the moment it is told. */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createAgent } from "@shoal/agent/agent";
import type { InstallContext } from "@shoal/agent/installer/installer";
import { Journal } from "@shoal/agent/journal/journal";
import type { ProcessOutcome } from "@shoal/agent/process/run";
import type { ActionState } from "@shoal/protocol/action/state";
import { MIXED_FLEET } from "../fleet/model.ts";
import { SimHost } from "../fleet/sim-host.ts";

export type Moment =
  /** A step is about to be stored, or was and is about to be acted on. */
  { state: ActionState; when: "before" | "after" } | { installer: "begun" | "done" } | { never: true };

export interface KilledAgentOptions {
  stateDir: string;
  /** What outlives the process: what is installed, and every run of the installer. */
  worldFile: string;
  bootId: string;
  exitCode?: number;
  moment: Moment;
}

export interface World {
  installed: Record<string, string>;
  runs: number;
}

export function readWorld(file: string): World {
  const world: World = { installed: {}, runs: 0 };
  if (!existsSync(file)) return world;
  for (const line of readFileSync(file, "utf8").split("\n").filter(Boolean)) {
    const event = JSON.parse(line) as { run?: true; installed?: [string, string] };
    if (event.run) world.runs++;
    if (event.installed) world.installed[event.installed[0]] = event.installed[1];
  }
  return world;
}

function die(): never {
  process.kill(process.pid, "SIGKILL");
  // The signal is delivered before this call returns; the loop is for the type.
  for (;;);
}

class RememberingHost extends SimHost {
  readonly #options: KilledAgentOptions;

  constructor(options: KilledAgentOptions) {
    super({ ...MIXED_FLEET[0]!, behaviour: { installMs: 1, exitCode: options.exitCode ?? 0 } });
    this.#options = options;
    for (const [name, version] of Object.entries(readWorld(options.worldFile).installed))
      this.installed.set(name, version);
  }

  override async bootId(): Promise<string> {
    return this.#options.bootId;
  }

  override async install(context: InstallContext): Promise<ProcessOutcome> {
    const { worldFile, moment } = this.#options;
    appendFileSync(worldFile, `${JSON.stringify({ run: true })}\n`);
    if ("installer" in moment && moment.installer === "begun") die();
    const outcome = await super.install(context);
    for (const installed of this.installed) appendFileSync(worldFile, `${JSON.stringify({ installed })}\n`);
    if ("installer" in moment && moment.installer === "done") die();
    return outcome;
  }
}

if (process.argv[2]) {
  const options = JSON.parse(process.argv[2]) as KilledAgentOptions;
  const { moment } = options;
  const { store } = Journal.prototype;
  Journal.prototype.store = function (record, report, variant) {
    const now = "state" in moment && report?.state === moment.state;
    if (now && moment.when === "before") die();
    store.call(this, record, report, variant);
    if (now && moment.when === "after") die();
  };
  const agent = await createAgent({ stateDir: options.stateDir, host: new RememberingHost(options), seed: 1 });
  await agent.start();
  process.once("SIGTERM", () => void agent.stop().then(() => process.exit(0)));
  writeFileSync(1, "started\n");
}
