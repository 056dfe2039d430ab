import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { LIMITS } from "@shoal/protocol/limits";
import { pino } from "pino";
import { openDatabase } from "../db/open.ts";
import { type NewEvent, Outbox } from "../event/outbox.ts";
import { reachOf } from "./address.ts";
import { Courier } from "./courier.ts";
import { type Receiver, startReceiver } from "./receiver.ts";
import { newSecret } from "./sign.ts";
import { webhookStore } from "./store.ts";

const DAY = 86_400_000;
const START = 1_800_000_000_000;
const reach = reachOf({ webhookAllow: ["127.0.0.1"], insecureWebhooks: true });

/** A database with an outbox, on a clock that a test moves, and couriers that come and go. */
async function scene(t: TestContext) {
  const db = await openDatabase(":memory:");
  const clock = { nowMs: START };
  const outbox = new Outbox(db);
  let courier: Courier | undefined;
  const stop = async () => {
    await courier?.stop();
    courier = undefined;
  };
  t.after(async () => {
    await stop();
    await db.destroy();
  });
  const start = () => {
    courier = new Courier({ db, outbox, now: () => clock.nowMs, log: pino({ level: "silent" }) }, reach);
    courier.start();
    return outbox.publish();
  };
  return {
    db,
    clock,
    outbox,
    start,
    stop,
    async add(name: string, receiver: Receiver, events = ["task.*"], more: object = {}) {
      await db
        .insertInto("webhooks")
        .values({
          ...{ name, url: receiver.url, events: JSON.stringify(events), description: "", secret: newSecret() },
          ...{ cursor: await outbox.lastId(), created_ms: START, created_by: "operator:a" },
          ...more,
        })
        .execute();
      return (await webhookStore(db).find(name))!;
    },
    async happen(...kinds: NewEvent["kind"][]) {
      await outbox.add(
        db,
        kinds.map((kind, at) => ({ atMs: clock.nowMs, kind, subject: `task:${at}`, data: { taskId: String(at) } })),
      );
      await outbox.publish();
    },
    async pass(ms: number) {
      clock.nowMs += ms;
      await outbox.publish();
    },
    row: async (name: string) => (await webhookStore(db).row(name))!,
    deliveries: async (name: string) =>
      (await webhookStore(db).deliveries((await webhookStore(db).find(name))!, undefined, { limit: 100 })).items,
    kinds: async () =>
      (await db.selectFrom("events").select("kind").where("kind", "like", "webhook.%").orderBy("id").execute()).map(
        (event) => event.kind,
      ),
  };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1500; tries++) {
    if (await holds()) return;
    await sleep(10);
  }
  assert.fail("it did not come to that");
}

test("what a filter takes is sent once, also where the server ends in between; what it does not take, never", async (t) => {
  const { add, happen, start, stop, deliveries } = await scene(t);
  const receiver = await startReceiver(t);
  await add("chat", receiver);
  await happen("task.started", "device.enrolled");
  await start();
  await until(() => receiver.got.length === 1);
  await happen("release.published", "task.finished");
  await until(async () => (await deliveries("chat")).every((each) => each.state === "delivered"));
  await stop();
  await happen("task.created");
  await start();
  await until(() => receiver.got.length === 3);
  await happen("device.enrolled");
  await stop();
  const bodies = receiver.got.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  assert.deepEqual(
    bodies.map(({ type, id, subject }) => [type, id, subject]),
    [
      ["task.started", 1, "task:0"],
      ["task.finished", 4, "task:1"],
      ["task.created", 5, "task:0"],
    ],
  );
  assert.deepEqual([bodies[0]!["timestamp"], bodies[0]!["data"]], [new Date(START).toISOString(), { taskId: "0" }]);
  assert.equal(new Set(receiver.got.map(({ headers }) => headers["webhook-id"])).size, 3);
  assert.match(receiver.got[0]!.headers["user-agent"]!, /^Shoal\//);
});

test("what fails is tried again with the same id, later and later, until the receiver takes it", async (t) => {
  const { add, happen, start, pass, deliveries, row } = await scene(t);
  const receiver = await startReceiver(t);
  receiver.answer = (response) => response.writeHead(500).end("out of order");
  await add("chat", receiver);
  await start();
  await happen("task.started");
  const tried = (times: number) => until(async () => (await deliveries("chat"))[0]?.attempts === times);
  await tried(1);
  assert.deepEqual([(await row("chat")).failure, (await row("chat")).pending], ["status 500", 1]);
  await pass(3000);
  await sleep(50);
  assert.equal(receiver.got.length, 1, "not before its time");
  await pass(4000);
  await tried(2);
  receiver.answer = (response) => response.writeHead(200).end();
  await pass(60_000);
  await tried(3);
  const [{ state, tries, answer }] = (await deliveries("chat")) as [Awaited<ReturnType<typeof deliveries>>[0]];
  assert.deepEqual([state, tries.map((each) => each.status), answer], ["delivered", [500, 500, 200], undefined]);
  assert.equal(new Set(receiver.got.map(({ headers }) => headers["webhook-id"])).size, 1);
  assert.equal(new Set(receiver.got.map(({ headers }) => headers["webhook-timestamp"])).size, 3, "each signed anew");
});

test("after three days in vain it is given up, and a webhook that delivered nothing meanwhile is disabled", async (t) => {
  const { add, happen, start, pass, deliveries, row, kinds, db } = await scene(t);
  const receiver = await startReceiver(t);
  receiver.answer = (response) => response.writeHead(500).end();
  await add("chat", receiver);
  await start();
  await happen("task.started");
  for (let attempts = 1; ; attempts++) {
    await until(async () => ((await deliveries("chat"))[0]?.attempts ?? 0) >= attempts);
    if ((await deliveries("chat"))[0]!.state === "given-up") break;
    assert.ok(attempts < 30, "it has an end");
    await pass(DAY / 2);
  }
  assert.deepEqual(await kinds(), ["webhook.given-up", "webhook.disabled"]);
  assert.deepEqual(
    [(await row("chat")).state, (await row("chat")).why],
    ["disabled", "nothing could be delivered for three days"],
  );
  const got = receiver.got.length;
  await happen("task.finished");
  await pass(DAY);
  await sleep(50);
  assert.equal(receiver.got.length, got, "a disabled one is left alone");
  assert.equal(
    (await db.selectFrom("webhook_deliveries").select("id").execute()).length,
    1,
    "the outbox keeps what comes",
  );
});

test("a poisonous event is given up, and the others go by it", async (t) => {
  const { add, happen, start, pass, deliveries, kinds, row } = await scene(t);
  const receiver = await startReceiver(t);
  receiver.answer = (response, { body }) => response.writeHead(body.includes("task.started") ? 422 : 200).end();
  await add("chat", receiver);
  await start();
  await happen("task.started");
  for (let days = 0; days < 10; days++) {
    await pass(DAY / 2);
    await happen("task.finished");
    await until(
      async () => (await deliveries("chat")).filter((each) => each.state === "delivered").length === days + 1,
    );
  }
  await until(async () => (await kinds()).length > 0);
  assert.deepEqual(await kinds(), ["webhook.given-up"]);
  assert.equal((await row("chat")).state, "enabled");
});

test("410 disables at once", async (t) => {
  const { add, happen, start, row, kinds, deliveries } = await scene(t);
  const receiver = await startReceiver(t);
  receiver.answer = (response) => response.writeHead(410).end();
  await add("chat", receiver);
  await start();
  await happen("task.started");
  await until(async () => (await row("chat")).state === "disabled");
  assert.match((await row("chat")).why!, /410/);
  assert.deepEqual(await kinds(), ["webhook.disabled"]);
  assert.equal((await deliveries("chat"))[0]!.state, "pending", "it waits for a person");
});

test("a receiver that never answers holds up neither the others nor the end of the server, and gets the same again after it", async (t) => {
  const { add, happen, start, stop, deliveries } = await scene(t);
  const [slow, quick] = [await startReceiver(t), await startReceiver(t)];
  slow.answer = () => {};
  await add("a-slow", slow);
  await add("quick", quick);
  await start();
  await happen(...Array<"task.started">(12).fill("task.started"));
  const all = async (name: string) => (await deliveries(name)).every((each) => each.state === "delivered");
  await until(async () => quick.got.length === 12 && (await all("quick")));
  await until(() => slow.got.length >= LIMITS.webhookAtOnce);
  assert.equal(slow.got.length, LIMITS.webhookAtOnce);
  await stop();
  assert.deepEqual(
    (await deliveries("a-slow")).map(({ state, attempts }) => [state, attempts]),
    Array(12).fill(["pending", 0]),
    "stopped is not failed",
  );
  slow.answer = (response) => response.writeHead(200).end();
  await start();
  await until(() => all("a-slow"));
  const ids = slow.got.map(({ headers }) => headers["webhook-id"]);
  assert.deepEqual([ids.length, new Set(ids).size], [12 + LIMITS.webhookAtOnce, 12]);
  assert.equal(quick.got.length, 12, "and nobody else gets anything twice");
});

test("a receiver that fails is asked one thing at a time, with a pause before the next", async (t) => {
  const { add, happen, start, pass, deliveries } = await scene(t);
  const receiver = await startReceiver(t);
  receiver.answer = (response) => response.writeHead(500).end();
  await add("chat", receiver);
  await start();
  await happen("task.started");
  // What has arrived is not yet known to have failed.
  await until(async () => (await deliveries("chat"))[0]?.attempts === 1);
  await happen(...Array<"task.finished">(8).fill("task.finished"));
  await sleep(50);
  assert.equal(receiver.got.length, 1);
  for (let more = 1; more <= 3; more++) {
    await pass(60_000);
    await until(() => receiver.got.length === 1 + more);
    await sleep(30);
    assert.equal(receiver.got.length, 1 + more);
  }
});

test("both secrets sign until the overlap is over", async (t) => {
  const { add, happen, start, clock } = await scene(t);
  const receiver = await startReceiver(t);
  await add("chat", receiver, ["*"], { previous_secret: newSecret(), previous_until_ms: START + 1000 });
  await start();
  await happen("task.started");
  await until(() => receiver.got.length === 1);
  clock.nowMs += 1000;
  await happen("task.finished");
  await until(() => receiver.got.length === 2);
  const signatures = receiver.got.map(({ headers }) => String(headers["webhook-signature"]).split(" "));
  assert.deepEqual(
    signatures.map((each) => [each.length, each.every((text) => text.startsWith("v1,"))]),
    [
      [2, true],
      [1, true],
    ],
  );
});

test("events that are kept no more are told of, and what comes after them is sent", async (t) => {
  const { add, happen, start, outbox, db, kinds } = await scene(t);
  const receiver = await startReceiver(t);
  await add("chat", receiver);
  await happen("task.created", "task.started", "task.finished");
  await db.deleteFrom("events").where("id", "<=", 2).execute();
  await start();
  await until(() => receiver.got.length === 1);
  assert.match(receiver.got[0]!.body, /task\.finished/);
  assert.deepEqual(await kinds(), ["webhook.missed"]);
  assert.deepEqual((await outbox.after(3, 1))![0]!.data, { name: "chat", missed: 2 });
});

test("what waits has a limit; the rest waits in the outbox, and nothing is lost", async (t) => {
  const { add, start, outbox, db, row, pass } = await scene(t);
  const receiver = await startReceiver(t);
  receiver.answer = (response) => response.writeHead(500).end();
  const { id } = await add("chat", receiver);
  await outbox.add(
    db,
    Array.from({ length: LIMITS.webhookPending + 700 }, (_, at) => ({
      ...{ atMs: START, kind: at % 2 ? "task.started" : "task.finished", subject: `task:${at}`, data: {} },
    })) as NewEvent[],
  );
  await start();
  await until(async () => (await row("chat")).pending === LIMITS.webhookPending);
  // Those that are under way would be waiting again when they have failed.
  const tried = () => db.selectFrom("webhook_deliveries").select("id").where("attempts", ">", 0).execute();
  await until(async () => (await tried()).length === LIMITS.webhookAtOnce);
  await pass(1);
  assert.equal((await row("chat")).pending, LIMITS.webhookPending);
  await db.updateTable("webhook_deliveries").set({ state: "delivered", next_ms: null, ended_ms: START }).execute();
  await pass(60_000);
  await until(async () => (await row("chat")).pending === 700);
  const events = await db.selectFrom("webhook_deliveries").select("event_id").where("webhook_id", "=", id).execute();
  assert.equal(new Set(events.map((each) => each.event_id)).size, LIMITS.webhookPending + 700);
});

test("what a webhook is told of other webhooks is given up without another word", async (t) => {
  const { add, happen, start, pass, deliveries, kinds } = await scene(t);
  const receiver = await startReceiver(t);
  receiver.answer = (response) => response.writeHead(500).end();
  await add("chat", receiver, ["webhook.*"]);
  await start();
  await happen("webhook.changed");
  for (let tries = 0; (await deliveries("chat"))[0]?.state !== "given-up"; tries++) {
    assert.ok(tries < 60, "it has an end");
    await pass(DAY / 2);
    await sleep(20);
  }
  assert.deepEqual(await kinds(), ["webhook.changed", "webhook.disabled"]);
});

test("deliveries that ended long ago are forgotten, those that wait are not", async (t) => {
  const { add, start, db, row, pass } = await scene(t);
  const receiver = await startReceiver(t);
  receiver.answer = () => {};
  const { id } = await add("chat", receiver);
  const rows = Array.from({ length: LIMITS.webhookEnded + 7 }, (_, at) => ({
    ...{ webhook_id: id, message_id: `m${at}`, event_id: at, kind: "task.started", subject: "task:1", body: "{}" },
    ...{ state: at < 2 ? ("pending" as const) : ("delivered" as const), created_ms: START, due_ms: START },
    ...{ next_ms: at < 2 ? START : null, ended_ms: at < 2 ? null : START },
  }));
  for (let at = 0; at < rows.length; at += 1000)
    await db
      .insertInto("webhook_deliveries")
      .values(rows.slice(at, at + 1000))
      .execute();
  await start();
  await pass(60_000);
  const count = async () => (await db.selectFrom("webhook_deliveries").select("id").execute()).length;
  await until(async () => (await count()) < rows.length);
  assert.deepEqual([await count(), (await row("chat")).pending], [LIMITS.webhookEnded + 2, 2]);
});
