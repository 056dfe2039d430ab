import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type ActionRecord, newRecord } from "@shoal/core/action/record";
import { reportOf } from "@shoal/core/action/report";
import type { Variant } from "@shoal/protocol/package/release";
import type { SessionReport } from "@shoal/protocol/session/report";
import type { StartAssignment } from "@shoal/protocol/task/assignment";
import { isDiskFull, Journal } from "./journal.ts";
import { readJournal } from "./read.ts";

function open(t: TestContext): { journal: Journal; again: () => Journal; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), "shoal-journal-"));
  const opened: Journal[] = [];
  const again = () => {
    opened.at(-1)?.close();
    opened.push(new Journal(folder));
    return opened.at(-1)!;
  };
  t.after(() => {
    opened.at(-1)?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { journal: again(), again, folder };
}

function record(sequence: number, known: Partial<ActionRecord> = {}): ActionRecord {
  const assignment: StartAssignment = {
    format: 1,
    order: "start",
    deviceId: "d1",
    sequence,
    issuedAtMs: 0,
    expiresAtMs: 1e12,
    actionId: `a${sequence}`,
    taskId: "t1",
    kind: "install",
    delivery: "pull",
    package: "reader",
    version: "2.0",
    releaseDigest: "00".repeat(32),
    settings: {},
  };
  return { ...newRecord(assignment), ...known };
}
const report = (of: ActionRecord) => reportOf({ ...of, step: Math.max(1, of.step) }, 5);
const variant = { id: "v1", files: [] } as unknown as Variant;

test("what was stored is there after the journal is opened again", (t) => {
  const { journal, again } = open(t);
  journal.accept(record(1), 1);
  journal.store(record(1, { state: "fetching", step: 3 }), report(record(1)), variant);
  journal.setFact("settings", "{}");
  journal.refuse({ atMs: 1, what: "envelope", subject: "x", detail: "y" });
  const later = again();
  assert.deepEqual(
    later.open().map((each) => [each.assignment.actionId, each.state, each.step]),
    [["a1", "fetching", 3]],
  );
  assert.deepEqual(later.variant("a1"), variant);
  assert.equal(later.sequence, 1);
  assert.equal(later.fact("settings"), "{}");
  assert.equal(later.refusals(10).length, 1);
  assert.equal(later.reportsWaiting, 1);
});

test("open actions come in the order in which they were given, ended ones do not come", (t) => {
  const { journal } = open(t);
  for (const sequence of [3, 1, 2]) journal.accept(record(sequence), sequence);
  journal.store(record(2, { state: "succeeded" }), undefined);
  assert.deepEqual(
    journal.open().map((each) => each.assignment.sequence),
    [1, 3],
  );
});

test("the variant of an action goes with its end, and stays through every step before", (t) => {
  const { journal } = open(t);
  journal.accept(record(1), 1);
  journal.store(record(1, { state: "fetching" }), undefined, variant);
  journal.store(record(1, { state: "installing" }), undefined);
  assert.deepEqual(journal.variant("a1"), variant);
  journal.store(record(1, { state: "failed" }), undefined);
  assert.equal(journal.variant("a1"), undefined);
});

test("an order to stop is part of the record together with its sequence; of an ended action nothing changes", (t) => {
  const { journal, again } = open(t);
  journal.accept(record(1), 1);
  journal.order("a1", "cancelled", 2);
  assert.equal(again().action("a1")?.stop, "cancelled");
  const later = again();
  assert.equal(later.sequence, 2);
  later.store(record(1, { state: "succeeded" }), undefined);
  later.order("a1", "superseded", 3);
  later.order("never heard of", "cancelled", 4);
  assert.equal(later.action("a1")?.stop, undefined);
  assert.equal(later.sequence, 4);
});

test("enrolled anew, nothing of the device before is left, and what is its own stays", (t) => {
  const { journal, again } = open(t);
  assert.equal(journal.belongTo("d1"), 0);
  journal.accept(record(1), 1);
  journal.store(record(1, { state: "accepted", step: 1 }), report(record(1)));
  journal.setBlob({ digest: "00", sizeBytes: 1, manifestDigest: "11", usedMs: 1 });
  const same = again();
  assert.equal(same.belongTo("d1"), 0);
  assert.deepEqual([same.sequence, same.open().length, same.reportsWaiting], [1, 1, 1]);
  assert.equal(same.belongTo("d2"), 1);
  const other = again();
  assert.equal(other.belongTo("d2"), 0);
  assert.deepEqual(
    [other.sequence, other.open().length, other.reportsWaiting, other.action("a1")],
    [0, 0, 0, undefined],
  );
  assert.equal(other.blobs().length, 1);
});

test("reports leave in the order in which they came, as many as fit, and only when they are taken", (t) => {
  const { journal } = open(t);
  const long = { code: "internal" as const, detail: "x".repeat(1000) };
  for (let step = 1; step <= 5; step++) journal.store(record(1, { step }), report(record(1, { step, reason: long })));
  const steps = (limit: number, bytes: number) => journal.reports(limit, bytes).map((each) => each.value.step);
  assert.deepEqual(steps(3, 1e6), [1, 2, 3]);
  assert.deepEqual(steps(10, 3000), [1, 2]);
  assert.deepEqual(steps(10, 10), [1], "one at least, or nothing would ever leave");
  journal.sent({ reports: journal.reports(2, 1e6) });
  assert.deepEqual(steps(10, 1e6), [3, 4, 5]);
});

test("what is told of a session takes the place of what waits, and is not taken for what was sent meanwhile", (t) => {
  const { journal, again } = open(t);
  const session = (actionId: string, startedMs: number, symbolsSent: number, subnet = "10.1.0.0/24") =>
    ({ actionId, session: "0".repeat(16), subnet, startedMs, symbolsSent }) as SessionReport;
  const waiting = (of = journal) =>
    of.sessions(9).map(({ value }) => [value.actionId, value.startedMs, value.symbolsSent]);
  journal.session(session("1", 5, 10));
  journal.session(session("2", 5, 1));
  const sent = journal.sessions(9);
  journal.session(session("1", 5, 20));
  journal.session(session("1", 6, 2));
  journal.session(session("1", 6, 3, "10.2.0.0/24"));
  journal.sent({ sessions: sent });
  const left = [
    ["1", 5, 20],
    ["1", 6, 2],
    ["1", 6, 3],
  ];
  assert.deepEqual(waiting(), left);
  const later = again();
  assert.deepEqual(waiting(later), left);
  later.belongTo("d1");
  later.belongTo("d2");
  assert.deepEqual(waiting(later), [], "it is another device's now");
});

test("of ended actions the last 200 are remembered, of open ones all", (t) => {
  const { journal, folder } = open(t);
  journal.accept(record(1), 1);
  for (let sequence = 2; sequence <= 230; sequence++)
    journal.store(record(sequence, { state: "succeeded" }), undefined);
  const kept = readJournal(folder, 1000).actions.map((each) => each.assignment.sequence);
  assert.equal(kept.length, 201);
  assert.deepEqual([kept[0], kept.at(-2), kept.at(-1)], [230, 31, 1]);
});

test("a glance from elsewhere writes nothing, and takes a journal that is not there or not made yet for an empty one", (t) => {
  const { journal, folder } = open(t);
  journal.accept(record(1), 1);
  journal.store(record(1, { state: "accepted" }), report(record(1)));
  const found = readJournal(folder, 5);
  assert.deepEqual([found.reportsWaiting, found.actions.map((each) => each.state)], [1, ["accepted"]]);

  const empty = mkdtempSync(join(tmpdir(), "shoal-journal-"));
  t.after(() => rmSync(empty, { recursive: true, force: true }));
  const nothing = { reportsWaiting: 0, actions: [], refused: [] };
  assert.deepEqual(readJournal(empty, 5), nothing);
  assert.deepEqual(readdirSync(empty), []);
  writeFileSync(join(empty, "journal.db"), "");
  assert.deepEqual(readJournal(empty, 5), nothing);
  assert.deepEqual(readdirSync(empty), ["journal.db"]);
});

test("an agent that starts waits for one that reads", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "shoal-journal-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const script = `
    const { DatabaseSync } = require("node:sqlite");
    const db = new DatabaseSync(process.argv[1]);
    db.exec("BEGIN EXCLUSIVE; CREATE TABLE other (id INTEGER)");
    process.stdout.write("held");
    setTimeout(() => db.exec("ROLLBACK"), 300);`;
  const other = spawn(process.execPath, ["-e", script, join(folder, "journal.db")]);
  return once(other.stdout, "data").then(async () => {
    const ended = once(other, "close");
    new Journal(folder).close();
    await ended;
    assert.equal(other.exitCode, 0);
  });
});

test("a full disk is known by the database's word and by the system's", () => {
  assert.equal(isDiskFull(Object.assign(new Error(), { errcode: 13 })), true);
  assert.equal(isDiskFull(Object.assign(new Error(), { code: "ENOSPC" })), true);
  assert.equal(isDiskFull(Object.assign(new Error(), { code: "EACCES" })), false);
});

test("what a task keeps is what was proved last of its package", (t) => {
  const { journal, again } = open(t);
  const end = (sequence: number, state: ActionRecord["state"], more: Partial<StartAssignment> = {}) => {
    const { assignment } = record(sequence);
    const ended = record(sequence, { assignment: { ...assignment, ...more }, state, step: 3 });
    journal.accept({ ...ended, state: "assigned" }, sequence);
    journal.store({ ...ended, state: "resolving" }, undefined, variant);
    journal.store(ended, report(ended));
  };
  const kept = () => journal.kept().map(({ record, variant }) => [record.assignment.actionId, variant.id]);
  end(1, "succeeded");
  assert.deepEqual(kept(), [], "nobody keeps it");
  end(2, "failed", { keep: true });
  assert.deepEqual(kept(), [], "it was not proved");
  end(3, "succeeded", { keep: true });
  end(4, "succeeded", { keep: true, package: "other" });
  assert.deepEqual(kept(), [
    ["a4", "v1"],
    ["a3", "v1"],
  ]);
  end(5, "failed");
  end(6, "succeeded", { kind: "precache" });
  assert.deepEqual(kept().length, 2, "what was there before is there still");
  end(7, "rolled-back", { rollback: true });
  assert.deepEqual(kept(), [["a4", "v1"]]);
  end(8, "succeeded", { keep: true, kind: "remove", package: "other" });
  assert.deepEqual(kept(), []);
  end(9, "succeeded", { keep: true });
  const later = again();
  assert.equal(later.kept()[0]?.record.assignment.actionId, "a9");
  later.belongTo("d1");
  later.belongTo("d2");
  assert.deepEqual(later.kept(), []);
});
