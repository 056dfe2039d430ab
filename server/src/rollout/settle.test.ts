/** Random weeks of a rollout on a database in memory: whatever happens, what is counted is what the actions say. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "@shoal/core/random/seeded";
import type { RolloutOrder } from "@shoal/core/rollout/messages";
import { isEnd } from "@shoal/protocol/action/state";
import type { Inventory } from "@shoal/protocol/device/platform";
import { isOver, RING_BUCKETS } from "@shoal/protocol/rollout/state";
import type { TaskSpec } from "@shoal/protocol/task/task";
import { Aftermath } from "../action/aftermath.ts";
import { expireActions, receiveReports } from "../action/report.ts";
import { openAssignments } from "../agent/assignments.ts";
import { openDatabase } from "../db/open.ts";
import type { Db } from "../db/schema.ts";
import { deviceStore } from "../device/store.ts";
import { releaseStore } from "../release/store.ts";
import { hurry, makeAgain } from "../task/again.ts";
import { ExpectedDurations } from "../task/expected.ts";
import { assignTargets } from "../task/start.ts";
import { startedTask } from "../task/started.ts";
import { taskStore } from "../task/store.ts";
import { beginRollout } from "./begin.ts";
import { handOutDue } from "./hand-out-due.ts";
import { feed, settle } from "./settle.ts";
import { rolloutStore } from "./store.ts";

const DEVICES = 16;
const BY = "operator:a";
const HOUR = 3_600_000;
const inventory: Inventory = {
  platform: { os: "linux", osVersion: "12", distribution: "debian", arch: "x64", bitness: 64, formFactor: "server" },
  hostname: "a",
  agentVersion: "0.1.0",
  memoryBytes: 1,
  cpuCount: 1,
  diskFreeBytes: 1,
  facts: {},
};

/** A fleet whose devices only do what they are told to. */
class World {
  readonly expected = new ExpectedDurations(() => this.nowMs);
  readonly db: Db;
  nowMs = HOUR;
  #releases = 0;

  constructor(db: Db) {
    this.db = db;
  }

  static async open(): Promise<World> {
    const world = new World(await openDatabase(":memory:"));
    const devices = deviceStore(world.db, () => false);
    for (let at = 0; at < DEVICES; at++)
      await devices.add({
        id: `d-${at}`,
        name: `n-${at}`,
        keyDigest: `h-${at}`,
        inventory,
        inventoryDigest: "x",
        nowMs: 0,
      });
    return world;
  }

  async in(work: (trx: Db, aftermath: Aftermath) => Promise<unknown>): Promise<void> {
    await this.db.transaction().execute(async (trx) => {
      const aftermath = new Aftermath();
      await work(trx, aftermath);
      await settle(trx, aftermath, this.nowMs);
    });
  }

  async start(spec: Partial<TaskSpec>): Promise<number> {
    const version = `1.${this.#releases++}`;
    const release = { format: 1 as const, name: "tool", version, publisher: "p", description: "", variants: [] };
    const stored = await releaseStore(this.db).add(release, Buffer.from(version), { keyId: "k", nowMs: 0, actor: BY });
    const targets = spec.targets ?? { all: true };
    const base = { kind: "install", delivery: "pull", package: "tool", version, lifeMs: 100 * HOUR } as const;
    const id = await taskStore(this.db).add({ ...base, ...spec, targets }, stored.id, { nowMs: 0, actor: BY });
    await this.db.updateTable("tasks").set({ state: "running", started_ms: this.nowMs }).where("id", "=", id).execute();
    await this.in(async (trx, aftermath) => {
      const task = await startedTask(trx, id);
      const scope = { nowMs: this.nowMs, online: () => [] };
      if (!spec.rings) await assignTargets(trx, task, targets, scope, aftermath);
      else {
        const rollout = { rings: spec.rings, dynamic: false, targets, startedBy: BY };
        await beginRollout(trx, task, rollout, scope, aftermath);
      }
    });
    return id;
  }

  /** A device asks, and gets all that there is for it. */
  async checkIn(device: number): Promise<void> {
    await openAssignments(this.db, `d-${device}`, 0, {
      contentKeyOf: () => "0".repeat(64),
      sealed: async () => new Map(),
      expected: this.expected,
    });
  }

  /** It goes on with one of what it was given. */
  async report(device: number, pick: number, end: "succeeded" | "failed" | "not-applicable"): Promise<void> {
    const given = await this.db
      .selectFrom("actions")
      .innerJoin("assignments", "assignments.action_id", "actions.id")
      .innerJoin("devices", "devices.id", "actions.device_id")
      .where("actions.device_id", "=", `d-${device}`)
      .where("assignments.order_kind", "=", "start")
      .whereRef("assignments.sequence", "<=", "devices.delivered")
      .select(["actions.id", "actions.step", "actions.state"])
      .orderBy("actions.id")
      .execute();
    const action = given[pick % Math.max(1, given.length)];
    if (!action) return;
    const reason = { code: end === "failed" ? "exit-code" : "installed" } as const;
    const ends = { accepted: "resolving", resolving: end === "failed" ? "failed" : end } as Record<string, string>;
    const state = (ends[action.state] ?? (action.state === "assigned" ? "accepted" : end)) as "accepted";
    const report = { actionId: String(action.id), step: action.step + 1, state, atMs: this.nowMs, reason };
    await this.db
      .transaction()
      .execute((trx) => receiveReports(trx, { id: `d-${device}`, name: "n" }, [report], this.nowMs));
  }

  order(id: number, order: RolloutOrder): Promise<void> {
    return this.in((trx, aftermath) => feed(trx, id, [{ type: order, by: BY }], this.nowMs, aftermath));
  }

  retry(id: number): Promise<void> {
    return this.in(async (trx, aftermath) => {
      const task = await trx.selectFrom("tasks").select("state").where("id", "=", id).executeTakeFirstOrThrow();
      if (task.state === "cancelled") return;
      const rows = await trx
        .selectFrom("actions")
        .select(["id", "state", "not_before_ms"])
        .where("task_id", "=", id)
        .where("counts_as", "is not", null)
        .execute();
      const again = { notBeforeMs: null, code: null, detail: null, ordered: true };
      const ids = (state: string) => rows.filter((row) => row.state === state).map((row) => row.id);
      await makeAgain(trx, ids("failed"), again, this.nowMs, aftermath);
      const waiting = rows.filter((row) => row.state === "scheduled" && row.not_before_ms !== null);
      await hurry(
        trx,
        waiting.map((row) => row.id),
        this.nowMs,
        aftermath,
      );
      await trx.updateTable("tasks").set({ state: "running" }).where("id", "=", id).execute();
      await handOutDue(trx, id, this.nowMs, aftermath);
      aftermath.touched.add(id);
    });
  }

  async wait(id: number, ms: number): Promise<void> {
    this.nowMs += ms;
    await this.in((trx, aftermath) => feed(trx, id, [{ type: "tick" }], this.nowMs, aftermath));
    await this.in((trx, aftermath) => handOutDue(trx, id, this.nowMs, aftermath));
    await this.db.transaction().execute((trx) => expireActions(trx, this.nowMs));
  }

  /** What must hold at any time. */
  async check(id: number): Promise<void> {
    const { state } = (await rolloutStore(this.db).load(id))!;
    const actions = await this.db.selectFrom("actions").selectAll().where("task_id", "=", id).execute();
    for (const [at, ring] of state.rings.entries())
      for (const bucket of RING_BUCKETS)
        assert.equal(
          ring[bucket],
          actions.filter((row) => row.ring === at && row.counts_as === bucket).length,
          `${bucket} of ring ${at}`,
        );
    const counted = actions.filter((row) => row.counts_as !== null).map((row) => row.device_id);
    assert.equal(new Set(counted).size, counted.length, "a device counts once");
    for (const row of actions) {
      const isClosed = row.ring! > state.at;
      assert.ok(!isClosed || row.state === "scheduled" || isEnd(row.state), "a closed ring hands out nothing");
      if (row.state === "assigned") assert.ok((row.not_before_ms ?? 0) <= this.nowMs, "not before its time");
      if (isOver(state.state) && state.state !== "finished")
        assert.ok(row.state !== "scheduled", "nothing is kept back for later");
    }
    const given = await this.db
      .selectFrom("assignments")
      .innerJoin("actions", "actions.id", "assignments.action_id")
      .innerJoin("devices", "devices.id", "assignments.device_id")
      .where("assignments.order_kind", "=", "start")
      .select(["actions.id", "actions.state", "actions.task_id", "actions.ended_ms"])
      .select((eb) => eb("assignments.sequence", "<=", eb.ref("devices.delivered")).as("delivered"))
      .execute();
    assert.equal(new Set(given.map((row) => row.id)).size, given.length, "an action is given once");
    for (const row of given) {
      assert.notEqual(row.state, "scheduled", "what is kept back has no assignment");
      if (row.task_id === id && state.state === "paused" && row.ended_ms === null)
        assert.ok(row.delivered, "paused hands out nothing");
    }
    const open = await this.db
      .selectFrom("actions")
      .where("ended_ms", "is", null)
      .where("state", "not in", ["scheduled"])
      .where("state", "in", ["assigned"])
      .innerJoin("assignments", "assignments.action_id", "actions.id")
      .where("assignments.order_kind", "=", "start")
      .innerJoin("devices", "devices.id", "actions.device_id")
      .whereRef("assignments.sequence", ">", "devices.delivered")
      .groupBy("actions.device_id")
      .select((eb) => ["actions.device_id", eb.fn.countAll().as("count")])
      .execute();
    for (const { device_id, count } of open) assert.equal(Number(count), 1, `${device_id} has one order for a package`);
    const task = await this.db.selectFrom("tasks").select("state").where("id", "=", id).executeTakeFirstOrThrow();
    const isDone = isOver(state.state) && actions.every((row) => row.ended_ms !== null);
    if (isDone) assert.notEqual(task.state, "running", "it has nothing left to do");
    if (task.state === "finished") assert.ok(isDone, "it is not finished before");
  }
}

const RINGS: TaskSpec["rings"][] = [
  [
    { name: "a", percent: 20, soakMs: HOUR },
    { name: "b", count: 6, errors: { count: 3 } },
    { name: "c", rest: true },
  ],
  [
    { name: "a", count: 4, timeoutMs: 30 * HOUR, onTimeout: "open", errors: { count: 2 }, onErrors: "stop" },
    { name: "b", rest: true, ended: 60 },
  ],
  [
    { name: "a", count: 8, next: "wait", success: 50 },
    { name: "b", percent: 90, rest: false },
  ],
];

async function randomWeeks(seed: number): Promise<string> {
  const random = seededRandom(seed);
  const below = (count: number) => Math.floor(random() * count);
  const world = await World.open();
  if (below(2) === 0) await world.start({ priority: below(3) - 1 });
  const rings = RINGS[below(RINGS.length)]!;
  const id = await world.start({ rings, ...(below(2) === 0 ? { retry: { attempts: 2, firstMs: 5 * HOUR } } : {}) });
  await world.check(id);
  const orders: RolloutOrder[] = ["pause", "resume", "resume", "next", "next"];
  for (let step = 0; step < 120; step++) {
    const device = below(DEVICES);
    const what = below(40);
    if (what < 14) await world.checkIn(device);
    else if (what < 32)
      await world.report(
        device,
        below(3),
        (["succeeded", "succeeded", "succeeded", "failed", "not-applicable"] as const)[below(5)]!,
      );
    else if (what < 34) await world.wait(id, below(10) === 0 ? 200 * HOUR : 2 * HOUR);
    else if (what < 37) await world.order(id, orders[below(orders.length)]!);
    else if (what === 37) await world.retry(id);
    else if (what === 38 && below(3) === 0)
      await world.start({ priority: below(3) - 1, targets: { deviceIds: [`d-${device}`, "d-1", "d-2"] } });
    else if (what === 39 && below(8) === 0) await world.order(id, "abort");
    await world.check(id);
  }
  const { state } = (await rolloutStore(world.db).load(id))!;
  await world.db.destroy();
  return state.state;
}

test("whatever happens, what is counted is what the actions say", async () => {
  const ends = new Map<string, number>();
  for (let seed = 1; seed <= 12; seed++) {
    const end = await randomWeeks(seed).catch((error: Error) => {
      throw new Error(`seed ${seed}: ${error.stack ?? error.message}`);
    });
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  assert.ok(ends.size >= 3, `the weeks differ: ${[...ends.keys()].join(", ")}`);
});

test("a rollout that stands keeps its task open, until a person ends it", async () => {
  const world = await World.open();
  const id = await world.start({ rings: [{ name: "all", rest: true }] });
  for (let device = 0; device < DEVICES; device++) await world.checkIn(device);
  for (let device = 0; device < DEVICES; device++)
    for (let step = 0; step < 3; step++) await world.report(device, 0, "failed");
  const stateOf = async () => (await world.db.selectFrom("tasks").select("state").executeTakeFirstOrThrow()).state;
  assert.equal((await rolloutStore(world.db).load(id))!.state.state, "paused");
  assert.equal(await stateOf(), "running");
  await world.order(id, "resume");
  await world.order(id, "next");
  assert.equal(await stateOf(), "finished");
  await world.check(id);
  await world.db.destroy();
});
