import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { countsAs } from "@shoal/core/rollout/counts-as";
import { isEnd } from "@shoal/protocol/action/state";
import type { RolloutDetail } from "@shoal/protocol/api/rollout";
import type { ActionRow, TaskDetail } from "@shoal/protocol/api/task";
import { RING_BUCKETS, type RingBucket } from "@shoal/protocol/rollout/state";
import type { StartAssignment } from "@shoal/protocol/task/assignment";
import type { TaskSpec } from "@shoal/protocol/task/task";
import { createServer, type ServerWithToken } from "@shoal/server/server";
import { type Script, ScriptedAgent } from "../cli/scripted-agent.ts";
import { freePort } from "../contract/free-port.ts";
import { MIXED_FLEET } from "../fleet/model.ts";
import { Operator } from "../fleet/operator.ts";
import { SimHost } from "../fleet/sim-host.ts";
import { WireAgent } from "../fleet/wire-agent.ts";
import { person } from "../operator/person.ts";
import { scriptRelease } from "../server/booted.ts";
import { assertToldByTable } from "../server/told.ts";

const DONE: Script = [
  { state: "accepted" },
  { state: "resolving" },
  { state: "succeeded", reason: { code: "installed" } },
];
const STEPS: Script = ["accepted", "resolving", "waiting", "installing"].map((state) => ({
  state: state as "accepted",
}));

/** What a device says that installs well. */
export const succeeds = (): Script => DONE;
export const fails = (code: "exit-code" | "no-variant" | "release-invalid", detail = "exit code 1603"): Script => [
  ...STEPS,
  { state: "failed", reason: { code, detail } },
];

export interface Member {
  name: string;
  wire: WireAgent;
  agent: ScriptedAgent;
}

/** A real server on a clock that a test moves, and devices of which only the outside is there. */
export class RolloutScene {
  nowMs = 1_800_000_000_000;
  /** What a device says of an assignment that it got. */
  behaviour: (member: string, assignment: StartAssignment) => Script | Promise<Script> = succeeds;
  /** `device version` of every assignment that a device got. */
  readonly received: string[] = [];
  readonly members: Member[] = [];
  readonly dataDir = mkdtempSync(join(tmpdir(), "shoal-rollout-"));
  #server: ServerWithToken | undefined;
  #ports: { port: number; agentPort: number } | undefined;
  #operator: Operator | undefined;

  static async open(t: TestContext, versions = ["1.0.0"]): Promise<RolloutScene> {
    const scene = new RolloutScene();
    t.after(() => scene.#close());
    await scene.#start();
    await scene.operator.trust();
    for (const version of versions) await scene.operator.publish(scriptRelease(version));
    return scene;
  }

  get url(): string {
    return this.#server!.url;
  }

  get operator(): Operator {
    return this.#operator!;
  }

  /** Enrols devices; they do not connect before they are told to. */
  async enrol(count: number): Promise<void> {
    const { token } = await this.operator.post<{ token: string }>("/api/v1/enrolment-tokens", { uses: count });
    const first = this.members.length;
    for (let at = first; at < first + count; at++) {
      const name = `device-${at}`;
      const inventory = await new SimHost({ ...MIXED_FLEET[0]!, name }).inventory();
      const wire = await WireAgent.enrol(this.#server!.agentUrl, token, name, inventory);
      const agent = new ScriptedAgent(wire, (assignment) => {
        this.received.push(`${name} ${assignment.version}`);
        return this.behaviour(name, assignment);
      });
      this.members.push({ name, wire, agent });
    }
  }

  /** The sockets of these devices are opened, and they look. */
  async connect(members: readonly Member[] = this.members): Promise<void> {
    for (let at = 0; at < members.length; at += 20)
      await Promise.all(members.slice(at, at + 20).map(({ agent }) => agent.connect()));
  }

  /** Ends the server as a service manager does, and starts it again on the same folder and address. */
  async restart(): Promise<void> {
    await this.#server!.close();
    await this.#start();
  }

  /** Makes a task for every device, as a draft. */
  async make(spec: object): Promise<TaskDetail> {
    const body = { kind: "install", delivery: "pull", package: "tool", version: "1.0.0", targets: { all: true } };
    return await this.operator.post<TaskDetail>("/api/v1/tasks", { ...body, ...spec });
  }

  /** Makes a task and starts it. @returns its id */
  async start(spec: Partial<TaskSpec>): Promise<string> {
    const { id } = await this.make(spec);
    await this.operator.post(`/api/v1/tasks/${id}/start`);
    return id;
  }

  task(id: string): Promise<TaskDetail> {
    return this.operator.get(`/api/v1/tasks/${id}`);
  }

  /** Waits until nothing of a task is left to do. @returns its id */
  async ends(id: string): Promise<string> {
    await this.until(
      () => this.task(id),
      ({ state }) => state === "finished",
    );
    return id;
  }

  /** What a device says of an action beside its script. */
  async report(at: number, actionId: string, step: number, said: Script[number]): Promise<void> {
    await this.members[at]!.wire.report([{ ...said, actionId, step, atMs: 0 }]);
  }

  rollout(id: string): Promise<RolloutDetail> {
    return this.operator.get(`/api/v1/tasks/${id}/rollout`);
  }

  order(id: string, order: string, operator = this.operator): Promise<RolloutDetail> {
    return operator.post(`/api/v1/tasks/${id}/rollout/${order}`);
  }

  async actions(query: string): Promise<ActionRow[]> {
    return (await this.operator.get<{ items: ActionRow[] }>(`/api/v1/actions?limit=500&${query}`)).items;
  }

  /** Looks until it holds. */
  async until<T>(ask: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
    let seen = await ask();
    for (let waited = 0; waited < 600 && !holds(seen); waited++) {
      await sleep(50);
      seen = await ask();
    }
    assert.ok(holds(seen), `it did not come to that: ${JSON.stringify(seen).slice(0, 600)}`);
    return seen;
  }

  /** What the server has counted is what its actions say. */
  async assertCounted(id: string): Promise<void> {
    const { rings } = await this.rollout(id);
    const devices = new Map<string, { ring: string; bucket: RingBucket }>();
    for (const { deviceId, ring, state, attempt, retryOf } of await this.actions(`task=${id}`)) {
      const before = devices.get(deviceId)?.bucket;
      const was = retryOf === undefined || before === undefined ? "open" : before;
      devices.set(deviceId, { ring: ring!, bucket: isEnd(state) ? countsAs(was, state) : attempt > 1 ? was : "open" });
    }
    for (const ring of rings)
      for (const bucket of RING_BUCKETS)
        assert.equal(
          ring[bucket],
          [...devices.values()].filter((each) => each.ring === ring.plan.name && each.bucket === bucket).length,
          `${bucket} of ring ${ring.plan.name}`,
        );
  }

  /** Another person, with a token of their own. */
  async another(name: string): Promise<Operator> {
    return await person(this.operator, name, "approver");
  }

  async #start(): Promise<void> {
    this.#ports ??= { port: await freePort(), agentPort: await freePort() };
    this.#server = await createServer({
      dataDir: this.dataDir,
      ...this.#ports,
      logLevel: "silent",
      now: () => this.nowMs,
      firstToken: true,
      secondFactor: "optional",
    });
    this.#operator ??= new Operator(this.url, this.#server.adminToken);
  }

  async #close(): Promise<void> {
    for (const { wire } of this.members) wire.close();
    await this.#server?.close();
    assertToldByTable(this.dataDir);
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
