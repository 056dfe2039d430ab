import { randomBytes } from "node:crypto";
import { NO_BYTES } from "@shoal/protocol/action/no-bytes";
import type { TaskDetail } from "@shoal/protocol/api/task";
import { MIXED_FLEET } from "../fleet/model.ts";
import type { Operator } from "../fleet/operator.ts";
import { SimHost } from "../fleet/sim-host.ts";
import { WireAgent } from "../fleet/wire-agent.ts";
import { scriptRelease } from "./booted.ts";

/** What a server has said that it has done. */
export class Acknowledged {
  readonly blobs: string[] = [];
  readonly versions: string[] = [];
  readonly tasks: string[] = [];
  readonly devices: string[] = [];
  readonly groups: string[] = [];
  readonly removed: string[] = [];
  readonly reports: { actionId: string; step: number }[] = [];
  /** Routes of writes that were refused, each another one. */
  readonly refused: string[] = [];
  /** The last value that a setting was given. */
  pollMs = 60_000;

  /** How much there is of each kind. */
  get counts(): number[] {
    const { blobs, versions, tasks, devices, groups, removed, reports, refused } = this;
    const lists = [blobs, versions, tasks, devices, [...groups, ...removed], reports, refused];
    return [...lists.map(({ length }) => length), this.pollMs];
  }
}

/** Everything that writes, all at once, until the server is gone. */
export class CrashLoad {
  readonly acknowledged = new Acknowledged();
  readonly #operator: Operator;
  readonly #agentUrl: string;
  readonly #agents: WireAgent[] = [];
  #at = 0;
  #closed = false;

  constructor(operator: Operator, agentUrl: string) {
    this.#operator = operator;
    this.#agentUrl = agentUrl;
  }

  /** Resolves when each of the loops has met an error: the server does not answer any more. */
  async run(): Promise<void> {
    const loops = [this.#upload, this.#publish, this.#deploy, this.#enrol, this.#report, this.#change, this.#refuse];
    await Promise.all(
      loops.map(async (loop) => {
        try {
          while (!this.#closed) await loop.call(this, ++this.#at);
        } catch (error) {
          if (isGone(error)) return;
          // The others would go on for ever.
          this.close();
          throw error;
        }
      }),
    );
  }

  close(): void {
    this.#closed = true;
    for (const agent of this.#agents) agent.close();
  }

  async #upload(): Promise<void> {
    const { digest } = await this.#operator.upload("some", randomBytes(100_000));
    this.acknowledged.blobs.push(digest);
  }

  async #publish(at: number): Promise<void> {
    await this.#operator.publish(scriptRelease(`1.${at}`));
    this.acknowledged.versions.push(`1.${at}`);
  }

  async #deploy(): Promise<void> {
    const version = this.acknowledged.versions.at(-1);
    if (version === undefined || this.acknowledged.devices.length === 0) return await pause();
    const spec = { kind: "precache", delivery: "pull", package: "tool", version, targets: { all: true } };
    const { id } = await this.#operator.post<TaskDetail>("/api/v1/tasks", spec);
    await this.#operator.post(`/api/v1/tasks/${id}/start`);
    this.acknowledged.tasks.push(id);
    await pause();
  }

  async #enrol(at: number): Promise<void> {
    const { token } = await this.#operator.post<{ token: string }>("/api/v1/enrolment-tokens");
    const model = MIXED_FLEET[at % MIXED_FLEET.length]!;
    const inventory = await new SimHost(model).inventory();
    const agent = await WireAgent.enrol(this.#agentUrl, token, `${model.name}-${at}`, inventory);
    this.#agents.push(agent);
    this.acknowledged.devices.push(agent.deviceId);
    await pause(200);
  }

  async #report(at: number): Promise<void> {
    const agent = this.#agents[at % (this.#agents.length || 1)];
    const orders = (await agent?.take(0)) ?? [];
    const open = orders.findLast((order) => order.order === "start");
    if (!agent || !open) return await pause();
    const { actionId } = open;
    const report = { actionId, step: 1, state: "accepted", atMs: Date.now(), bytes: { ...NO_BYTES } } as const;
    const { results } = await agent.report([report]);
    if (results[0]?.outcome === "stored") this.acknowledged.reports.push({ actionId, step: 1 });
  }

  async #change(at: number): Promise<void> {
    const pollMs = this.acknowledged.pollMs + 1000;
    await this.#operator.send("PUT", "/api/v1/setting-sets/night", { values: { pollIntervalMs: pollMs } });
    this.acknowledged.pollMs = pollMs;
    await this.#operator.send("PUT", `/api/v1/groups/g-${at}`, { query: "os:linux" });
    const { groups, removed } = this.acknowledged;
    groups.push(`g-${at}`);
    if (groups.length < 50) return;
    const oldest = groups.shift()!;
    await this.#operator.send("DELETE", `/api/v1/groups/${oldest}`);
    removed.push(oldest);
  }

  /** Each refusal is of another caller, as the trail tells them apart by route and caller. */
  async #refuse(at: number): Promise<void> {
    const kinds = ["tasks/0/start", "tasks/0/cancel", "tasks/0/retry", "webhooks/none/test", "siem/none/test"];
    const path = `/api/v1/${kinds[at % kinds.length]}`;
    try {
      await this.#operator.post(path);
    } catch (error) {
      if (isGone(error)) throw error;
      this.acknowledged.refused.push(path);
    }
    await pause();
  }
}

function isGone(error: unknown): boolean {
  const { message, code } = error as NodeJS.ErrnoException;
  return code === "ECONNREFUSED" || code === "ECONNRESET" || /fetch failed|socket hang up|terminated/.test(message);
}

function pause(ms = 20): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
