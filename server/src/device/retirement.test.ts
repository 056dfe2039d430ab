import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { DEFAULT_FLEET_RULES } from "@shoal/protocol/device/rules";
import { Aftermath } from "../action/aftermath.ts";
import { AssignmentIndex } from "../agent/assignment-index.ts";
import { Presence } from "../agent/presence.ts";
import { auditStore } from "../audit/store.ts";
import { openDatabase } from "../db/open.ts";
import { Outbox } from "../event/outbox.ts";
import { writeRules } from "../fleet/rules.ts";
import type { Services } from "../http/services.ts";
import { releaseStore } from "../release/store.ts";
import { assignTargets } from "../task/start.ts";
import { startedTask } from "../task/started.ts";
import { taskStore } from "../task/store.ts";
import { newDevice } from "./fixture.ts";
import { Retirement } from "./retirement.ts";
import { deviceStore } from "./store.ts";

const DAY = 86_400_000;
const START = 1_800_000_000_000;
const { retireAfterMs } = DEFAULT_FLEET_RULES;

/** Three devices that enrolled at the start, a task for all of them, and a server that has been there since. */
async function scene(t: TestContext) {
  const db = await openDatabase(":memory:");
  const online = new Set<string>();
  const clock = { nowMs: START };
  const now = () => clock.nowMs;
  const hub = { isOnline: (id: string) => online.has(id), online: () => online } as unknown as Services["hub"];
  const outbox = new Outbox(db);
  const presence = new Presence(db, now, console as unknown as Services["log"]);
  const services = { db, now, hub, outbox, log: console } as unknown as Services;
  const retirement = new Retirement(services, presence, new AssignmentIndex(db));
  t.after(async () => {
    await presence.close();
    await db.destroy();
  });
  for (const id of ["d-1", "d-2", "d-3"]) await deviceStore(db, () => false).add(newDevice(id, START));
  const by = { nowMs: START, actor: "operator:a" };
  const release = { format: 1, name: "tool", version: "1", publisher: "p", description: "", variants: [] } as const;
  const { id: releaseId } = await releaseStore(db).add({ ...release, variants: [] }, new Uint8Array([1]), {
    keyId: "k",
    ...by,
  });
  const what = { kind: "install", delivery: "pull", package: "tool", version: "1" } as const;
  const startOn = async (targets: object) => {
    const id = await taskStore(db).add({ ...what, targets }, releaseId, by);
    await taskStore(db).setState(id, "running", clock.nowMs);
    const scope = { nowMs: clock.nowMs, online: () => online };
    await db
      .updateTable("tasks")
      .set({ started_ms: clock.nowMs, life_ms: 400 * DAY })
      .where("id", "=", id)
      .execute();
    const aftermath = new Aftermath();
    await assignTargets(db, await startedTask(db, id), targets, scope, aftermath);
    return { id, devices: [...aftermath.deviceIds].sort() };
  };
  /** The server goes on, and says so as often as it does. */
  const pass = async (ms: number) => {
    await db
      .updateTable("fleet_watch")
      .set({ alive_ms: clock.nowMs + ms })
      .execute();
    clock.nowMs += ms;
  };
  const retired = async () =>
    (await db.selectFrom("devices").select("id").where("retired_ms", "is not", null).orderBy("id").execute()).map(
      (row) => row.id,
    );
  await retirement.sweep();
  return { db, online, clock, presence, retirement, startOn, pass, retired, outbox };
}

test("who was silent for as long as the rule says is retired, with the end of what is open, and audited", async (t) => {
  const { db, online, presence, retirement, startOn, pass, retired, outbox } = await scene(t);
  const { id, devices } = await startOn({ all: true });
  assert.equal(devices.length, 3);
  online.add("d-1");
  await pass(retireAfterMs - 1);
  assert.equal(await retirement.sweep(), 0);
  presence.seen("d-2");
  await pass(1);
  const cursor = await outbox.lastId();
  assert.equal(await retirement.sweep(), 1, "one is connected, one was heard of a moment ago");
  assert.deepEqual(await retired(), ["d-3"]);
  const actions = await db
    .selectFrom("actions")
    .select(["device_id", "state", "reason_code", "reason_detail"])
    .orderBy("device_id")
    .execute();
  assert.deepEqual(
    actions.map((row) => [row.device_id, row.state, row.reason_code]),
    [
      ["d-1", "assigned", null],
      ["d-2", "assigned", null],
      ["d-3", "expired", "device-retired"],
    ],
  );
  assert.equal(actions[2]!.reason_detail, "not heard from for 90 days, which is retireAfterMs of the fleet's rules");
  const [entry] = (await auditStore(db).page({ what: "device.retired" }, { limit: 10 })).items;
  assert.deepEqual(
    [entry?.actor, entry?.subject, entry?.detail],
    ["server", "device:d-3", { lastSeenMs: START, expired: 1 }],
  );
  const events = (await outbox.after(cursor, 10))!.map((event) => event.kind);
  assert.deepEqual(events, ["action.step", "device.retired"]);
  assert.deepEqual(
    (await startOn({ deviceIds: ["d-1", "d-3"] })).devices,
    ["d-1"],
    "no target any more, by whatever name",
  );
  assert.equal((await taskStore(db).find(id))?.detail.state, "running");
  assert.equal(await retirement.sweep(), 0, "once");
});

test("a check-in brings a device back, once, and it is a target again", async (t) => {
  const { db, retirement, startOn, pass, retired } = await scene(t);
  await startOn({ deviceIds: ["d-3"] });
  await pass(retireAfterMs);
  assert.equal(await retirement.sweep(), 3);
  assert.deepEqual((await startOn({ all: true })).devices, []);
  await retirement.heard("d-1");
  await retirement.heard("d-1");
  assert.deepEqual(await retired(), ["d-2", "d-3"]);
  assert.deepEqual((await startOn({ all: true })).devices, ["d-1"]);
  const audit = (await auditStore(db).page({ what: "device.returned" }, { limit: 10 })).items;
  assert.deepEqual(
    audit.map((entry) => [entry.actor, entry.subject]),
    [["device:d-1", "device:d-1"]],
  );
  assert.equal(await retirement.sweep(), 0, "and it is not silent any more");
});

test("those that were retired before a start are known after it", async (t) => {
  const { db, presence, retirement, pass, retired } = await scene(t);
  await pass(retireAfterMs);
  await retirement.sweep();
  const services = { db, now: () => START, outbox: new Outbox(db) } as unknown as Services;
  const restarted = new Retirement(services, presence, new AssignmentIndex(db));
  await restarted.heard("d-1");
  assert.equal((await retired()).length, 3, "it has not looked yet");
  await restarted.load();
  await restarted.heard("d-1");
  assert.deepEqual(await retired(), ["d-2", "d-3"]);
});

test("a server that was away retires nobody before they could come back", async (t) => {
  const { clock, retirement, pass, retired } = await scene(t);
  clock.nowMs += 200 * DAY;
  assert.equal(await retirement.sweep(), 0, "nobody was there to hear them");
  await pass(30 * 3_600_000 - 1);
  assert.equal(await retirement.sweep(), 0);
  await pass(1);
  assert.equal(await retirement.sweep(), 3);
  assert.equal((await retired()).length, 3);
});

test("the rule is the fleet's: another time, or never", async (t) => {
  const { db, retirement, pass } = await scene(t);
  await pass(3650 * DAY);
  await writeRules(db, { retireAfterMs: 0 });
  assert.equal(await retirement.sweep(), 0);
  await writeRules(db, { retireAfterMs: 3650 * DAY });
  assert.equal(await retirement.sweep(), 3);
});
