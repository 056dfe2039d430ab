import type { ActionReport } from "@shoal/protocol/action/report";
import type { StartAssignment } from "@shoal/protocol/task/assignment";
import type { WireAgent } from "../fleet/wire-agent.ts";

/** What a scripted device says of each action, one step after the other. */
export type Script = readonly Omit<ActionReport, "actionId" | "step" | "atMs">[];

/** An agent's outside that plays a part: it takes assignments at the doorbell and reports what its script says. */
export class ScriptedAgent {
  readonly #wire: WireAgent;
  readonly #script: (assignment: StartAssignment) => Script | Promise<Script>;
  readonly #stepMs: number;
  #sequence = 0;
  #busy: Promise<void> = Promise.resolve();

  constructor(wire: WireAgent, script: (assignment: StartAssignment) => Script | Promise<Script>, stepMs = 0) {
    this.#wire = wire;
    this.#script = script;
    this.#stepMs = stepMs;
  }

  async start(): Promise<void> {
    await this.connect();
    await this.#busy;
  }

  /** Looks from now on, and is not waited for. */
  async connect(): Promise<void> {
    await this.#wire.connect(() => this.#look());
    this.#look();
  }

  #look(): void {
    this.#busy = this.#busy.then(() => this.#checkIn()).catch(() => {}); // The server may be gone before its agents are.
  }

  async #checkIn(): Promise<void> {
    for (const assignment of await this.#wire.take(this.#sequence)) {
      this.#sequence = assignment.sequence;
      if (assignment.order === "start") await this.#play(assignment);
    }
  }

  async #play(assignment: StartAssignment): Promise<void> {
    let step = 0;
    for (const said of await this.#script(assignment)) {
      if (this.#stepMs > 0) await new Promise((resolve) => setTimeout(resolve, this.#stepMs * (0.5 + Math.random())));
      await this.#report({ ...said, actionId: assignment.actionId, step: ++step, atMs: Date.now() });
    }
  }

  async #report(report: ActionReport): Promise<void> {
    await this.#wire.report([report]);
  }
}
