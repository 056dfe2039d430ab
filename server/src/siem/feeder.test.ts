import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { mkdtempSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { SiemSends } from "@shoal/protocol/api/siem";
import { pino } from "pino";
import { auditStore } from "../audit/store.ts";
import { outgoingOf } from "../config/outgoing.ts";
import { openDatabase } from "../db/open.ts";
import { Outbox } from "../event/outbox.ts";
import { Feeder } from "./feeder.ts";
import { siemStore } from "./store.ts";

const START = 1_800_000_000_000;

/** A database, feeders that come and go, and a clock that a test moves. */
async function scene(t: TestContext) {
  const db = await openDatabase(":memory:");
  const folder = mkdtempSync(join(tmpdir(), "shoal-siem-"));
  const clock = { nowMs: START };
  const outbox = new Outbox(db);
  let feeder: Feeder | undefined;
  const stop = async () => {
    await feeder?.stop();
    feeder = undefined;
  };
  t.after(async () => {
    await stop();
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  });
  let happened = 0;
  return {
    db,
    folder,
    stop,
    start() {
      feeder = new Feeder({ db, outbox, now: () => clock.nowMs, log: pino({ level: "silent" }) }, folder, {
        ...{ outgoing: outgoingOf({}), insecure: false },
      });
      feeder.start();
    },
    async add(name: string, target: string, format: "syslog" | "json", sends: SiemSends = "all") {
      await siemStore(db).add({ name, target, format, sends }, false, { nowMs: START, actor: "operator:a" });
    },
    /** Each is an entry and an event. */
    async happen(count: number) {
      for (let at = 0; at < count; at++) {
        const what = { atMs: clock.nowMs, subject: `task:${++happened}` };
        await auditStore(db).append({ ...what, actor: "operator:a", what: "task.started" });
        await outbox.add(db, [{ ...what, kind: "task.finished", data: {} }]);
      }
      await outbox.publish();
    },
    async pass(ms: number) {
      clock.nowMs += ms;
      await outbox.publish();
    },
    row: async (name: string) => (await siemStore(db).list()).find((feed) => feed.name === name)!,
  };
}

/** A TCP receiver that keeps all that comes, by connection. */
async function listen(t: TestContext, onData: (socket: Socket) => void = () => {}) {
  const got: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const at = got.push("") - 1;
    sockets.add(socket);
    socket.setEncoding("utf8");
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (text: string) => {
      got[at] += text;
      onData(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { got, target: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`, server, sockets };
}

/** RFC 6587 3.4.1. */
function messagesOf(text: string): string[] {
  const found: string[] = [];
  for (let rest = Buffer.from(text); rest.length > 0; ) {
    const space = rest.indexOf(" ");
    const length = Number(rest.subarray(0, space).toString());
    assert.ok(length > 0, `a length, not ${rest.subarray(0, 20)}`);
    found.push(rest.subarray(space + 1, space + 1 + length).toString());
    rest = rest.subarray(space + 1 + length);
  }
  return found;
}

const subjectOf = (message: string) =>
  `${/ stream="(\w+)"/.exec(message)?.[1]} ${/ subject="([^"]+)"/.exec(message)?.[1]}`;
/** In the order of each stream; how the two come between each other is chance. */
const inStreams = (messages: readonly string[]) => {
  const subjects = messages.map(subjectOf);
  return ["audit", "event"].flatMap((stream) => subjects.filter((each) => each.startsWith(stream)));
};
const both = (from: number, to: number) =>
  ["audit", "event"].flatMap((stream) =>
    Array.from({ length: to - from + 1 }, (_, at) => `${stream} task:${from + at}`),
  );

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1500; tries++) {
    if (await holds()) return;
    await sleep(10);
  }
  assert.fail("it did not come to that");
}

test("trail and events are sent as counted messages, in order, once, also over a restart of the server", async (t) => {
  const { add, happen, start, stop, row } = await scene(t);
  const { got, target } = await listen(t);
  await happen(2);
  await add("logs", target, "syslog");
  await happen(3);
  start();
  await until(async () => (await row("logs")).behind === 0);
  await stop();
  await happen(2);
  assert.equal((await row("logs")).behind, 4);
  start();
  await until(async () => (await row("logs")).behind === 0);
  assert.deepEqual(
    got.map((text) => inStreams(messagesOf(text))),
    [both(3, 5), both(6, 7)],
  );
});

test("only one stream is sent where that is asked for, and lines of JSON are lines", async (t) => {
  const { add, happen, start, row } = await scene(t);
  const [audit, events] = [await listen(t), await listen(t)];
  await add("a", audit.target, "json", "audit");
  await add("e", events.target, "json", "events");
  start();
  await happen(2);
  await until(async () => (await row("a")).behind + (await row("e")).behind === 0);
  const streams = ({ got }: typeof audit) =>
    got
      .join("")
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { stream: string }).stream);
  assert.deepEqual(
    [streams(audit), streams(events)],
    [
      ["audit", "audit"],
      ["event", "event"],
    ],
  );
});

test("what a connection took with it is sent again by the next one", async (t) => {
  const { add, happen, start, pass, row } = await scene(t);
  let breaks = 2;
  const { got, target } = await listen(t, (socket) => void (breaks-- > 0 && socket.resetAndDestroy()));
  await add("logs", target, "syslog");
  start();
  await happen(3);
  await until(async () => (await row("logs")).failure !== undefined);
  assert.equal((await row("logs")).behind, 6, "not taken for sent");
  await until(async () => {
    await pass(2000);
    return (await row("logs")).behind === 0;
  });
  assert.equal(got.length, 3);
  assert.deepEqual(inStreams(messagesOf(got.at(-1)!)), both(1, 3));
});

test("a receiver that is away, or takes nothing, is waited for; the others are not held up", async (t) => {
  const { add, happen, start, pass, row } = await scene(t);
  const away = await listen(t);
  const { port } = away.server.address() as AddressInfo;
  await new Promise((resolve) => away.server.close(resolve));
  const [deaf, good] = [await listen(t), await listen(t)];
  deaf.server.on("connection", (socket) => socket.pause());
  await add("away", away.target, "syslog");
  await add("deaf", deaf.target, "syslog");
  await add("good", good.target, "syslog");
  start();
  await happen(3);
  await until(async () => (await row("good")).behind === 0);
  await until(async () => (await row("away")).failure !== undefined);
  assert.match((await row("away")).failure!, /ECONNREFUSED/);
  const back: string[] = [];
  const server = createServer((socket) => socket.setEncoding("utf8").on("data", (text: string) => back.push(text)));
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  t.after(() => server.close());
  await until(async () => {
    await pass(60_000);
    return (await row("away")).behind === 0;
  });
  assert.deepEqual(inStreams(messagesOf(back.join(""))), both(1, 3));
});

test("over UDP each message is a datagram", async (t) => {
  const { add, happen, start } = await scene(t);
  const got: string[] = [];
  const socket = createSocket("udp4").on("message", (bytes) => got.push(bytes.toString()));
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  t.after(() => socket.close());
  await add("logs", `udp://127.0.0.1:${socket.address().port}`, "syslog");
  start();
  await happen(2);
  await until(() => got.length === 4);
  assert.deepEqual(inStreams(got), both(1, 2));
  assert.ok(got.every((message) => /^<\d+>1 /.test(message)));
});

test("a file is the server's own, private, and may be moved away", async (t) => {
  const { add, happen, start, folder, row } = await scene(t);
  const file = join(folder, "logs.jsonl");
  await add("logs", "file", "json");
  start();
  const linesOf = (path: string) => readFileSync(path, "utf8").trimEnd().split("\n");
  await happen(2);
  await until(async () => (await row("logs")).behind === 0);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  renameSync(file, `${file}.taken`);
  await happen(1);
  await until(async () => (await row("logs")).behind === 0);
  assert.deepEqual([linesOf(`${file}.taken`).length, linesOf(file).length], [4, 2]);
});

test("events that are kept no more are told of in the trail, and the rest is sent", async (t) => {
  const { add, happen, start, db, row } = await scene(t);
  const { got, target } = await listen(t);
  await add("logs", target, "syslog");
  await happen(5);
  await db.deleteFrom("events").where("id", "<=", 3).execute();
  start();
  await until(async () => (await row("logs")).behind === 0);
  const subjects = messagesOf(got.join("")).map(subjectOf);
  assert.deepEqual(
    subjects.filter((each) => each.startsWith("event")),
    ["event task:4", "event task:5", "event siem:logs"],
  );
  const missed = (await auditStore(db).page({ what: "siem.missed" }, { limit: 5 })).items;
  assert.deepEqual(
    missed.map(({ detail }) => detail),
    [{ missed: 3 }],
  );
});
