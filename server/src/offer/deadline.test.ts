import assert from "node:assert/strict";
import { test } from "node:test";
import type { Urgency } from "@shoal/protocol/task/task";
import { Aftermath } from "../action/aftermath.ts";
import { expireActions } from "../action/report.ts";
import { openAssignments } from "../agent/assignments.ts";
import { openDatabase } from "../db/open.ts";
import type { Db } from "../db/schema.ts";
import { newDevice } from "../device/fixture.ts";
import { deviceStore } from "../device/store.ts";
import { releaseStore } from "../release/store.ts";
import { ExpectedDurations } from "../task/expected.ts";
import { assignTargets } from "../task/start.ts";
import { startedTask } from "../task/started.ts";
import { taskStore } from "../task/store.ts";
import { assignOffers } from "./assign.ts";
import { requireDue } from "./deadline.ts";
import { offerStore } from "./store.ts";

const by = { nowMs: 0, actor: "operator:a" };

/** Two devices, and what starts tasks for them. */
async function scene(t: { after: (what: () => Promise<void>) => void }) {
  const db = await openDatabase(":memory:");
  t.after(() => db.destroy());
  for (const id of ["d-1", "d-2"]) await deviceStore(db, () => false).add(newDevice(id));
  const release = async (name: string, version: string) =>
    await releaseStore(db).add(
      { format: 1, name, version, publisher: "p", description: "", variants: [] },
      Buffer.from(name + version),
      { keyId: "k", ...by },
    );
  const start = async (urgency: Urgency, deadlineMs?: number, name = "tool", version = "1") => {
    const what = { kind: "install", delivery: "pull", package: name, version, urgency } as const;
    const targets = { all: true };
    const { id: releaseId } = (await releaseStore(db).find(name, version)) ?? (await release(name, version));
    const deadline = deadlineMs === undefined ? {} : { deadlineMs };
    const id = await taskStore(db).add({ ...what, ...deadline, targets }, releaseId, by);
    await db
      .updateTable("tasks")
      .set({ state: "running", started_ms: 0, life_ms: 1000 })
      .where("id", "=", id)
      .execute();
    await assignTargets(db, await startedTask(db, id), targets, { nowMs: 0, online: () => [] }, new Aftermath());
    return id;
  };
  const given = async (deviceId: string) =>
    (
      await openAssignments(db, deviceId, 0, {
        contentKeyOf: () => "00",
        sealed: async () => new Map(),
        expected: new ExpectedDurations(() => 0),
      })
    ).items;
  return { db, start, given, offers: offerStore(db) };
}
const states = async (db: Db) =>
  (await db.selectFrom("actions").select(["id", "state", "reason_code"]).orderBy("id").execute()).map((row) =>
    [row.id, row.state, row.reason_code].join(" "),
  );

test("what is available is given to nobody before somebody asks; then to that device, and it says how urgent it is", async (t) => {
  const { db, start, given, offers } = await scene(t);
  await start("available", 500);
  assert.deepEqual([await given("d-1"), await given("d-2")], [[], []]);
  assert.deepEqual(await states(db), ["1 scheduled offered", "2 scheduled offered"]);
  const [offer] = await offers.of("d-2");
  assert.deepEqual([offer?.package, offer?.deadlineMs, offer?.expiresMs], ["tool", 500, 1000]);
  const aftermath = new Aftermath();
  await assignOffers(db, [offer!.id], { code: "asked-for", person: "anna" }, 10, aftermath);
  assert.deepEqual([...aftermath.deviceIds], ["d-2"]);
  const [assignment] = await given("d-2");
  assert.ok(assignment?.order === "start");
  assert.deepEqual([assignment.sequence, assignment.urgency, assignment.deadlineMs], [1, "available", 500]);
  assert.deepEqual([await given("d-1"), await offers.of("d-2")], [[], []]);
  assert.deepEqual(await states(db), ["1 scheduled offered", "2 assigned asked-for"]);
});

test("at the deadline it is required on the other devices, and one sequence is one order", async (t) => {
  const { db, start, given } = await scene(t);
  const first = await start("available", 500);
  const second = await start("available", 400, "other");
  assert.deepEqual((await requireDue(db, 399)).events, []);
  const due = await requireDue(db, 500);
  assert.deepEqual([...due.deviceIds].sort(), ["d-1", "d-2"]);
  assert.equal(due.events.length, 2, "one a device, although both tasks are due");
  assert.equal((await requireDue(db, 500)).events.length, 2);
  assert.equal((await requireDue(db, 500)).events.length, 0);
  const orders = await given("d-1");
  assert.deepEqual(
    orders.map((each) => each.order === "start" && [each.sequence, each.taskId, each.urgency]),
    [
      [1, String(first), undefined],
      [2, String(second), undefined],
    ],
  );
  const trail = await db.selectFrom("audit").select(["actor", "what", "subject", "detail"]).execute();
  assert.deepEqual(
    trail.map((each) => [each.actor, each.what, each.subject, each.detail].join(" ")),
    [first, second].map((id) => `server task.deadline-reached task:${id} {"devices":2}`),
  );
});

test("an offer takes the place of older offers at once, and of orders only when somebody asks for it", async (t) => {
  const { db, start, given, offers } = await scene(t);
  await start("required");
  await start("available", undefined, "tool", "2");
  assert.deepEqual((await states(db)).slice(0, 2), ["1 assigned ", "2 assigned "]);
  await start("available", undefined, "tool", "3");
  assert.deepEqual((await states(db)).slice(2, 4), [
    "3 superseded superseded-by-task",
    "4 superseded superseded-by-task",
  ]);
  const [offer] = await offers.of("d-1");
  assert.equal(offer?.version, "3");
  await assignOffers(db, [offer!.id], { code: "asked-for", person: "anna" }, 10, new Aftermath());
  assert.deepEqual((await states(db))[0], "1 superseded superseded-by-task");
  assert.deepEqual((await given("d-1")).length, 1, "what was never fetched is not given any more");
  await start("immediate", undefined, "tool", "4");
  assert.deepEqual((await states(db))[5], "6 superseded superseded-by-task", "an order takes the place of an offer");
});

test("what nobody asked for ends with its task's life, and says so", async (t) => {
  const { db, start } = await scene(t);
  const id = await start("available");
  assert.deepEqual((await expireActions(db, 999)).events, []);
  assert.equal((await expireActions(db, 1000)).events.filter((each) => each.kind === "action.step").length, 2);
  assert.deepEqual(await states(db), ["1 expired expired", "2 expired expired"]);
  const row = await db.selectFrom("actions").select("reason_detail").where("id", "=", 1).executeTakeFirstOrThrow();
  assert.equal(row.reason_detail, "nobody at the device asked for it in time");
  assert.equal((await taskStore(db).find(id))?.detail.state, "finished");
});
