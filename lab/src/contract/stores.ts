import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import type { ActionState } from "@shoal/protocol/action/state";
import type { Inventory } from "@shoal/protocol/device/platform";
import type { Release } from "@shoal/protocol/package/release";
import type { TaskKind } from "@shoal/protocol/task/task";
import { Aftermath } from "@shoal/server/action/aftermath";
import { actionStore } from "@shoal/server/action/store";
import { auditStore } from "@shoal/server/audit/store";
import { blobRows } from "@shoal/server/blob/blob-rows";
import type { Db } from "@shoal/server/db/schema";
import { deviceStore } from "@shoal/server/device/store";
import { Outbox } from "@shoal/server/event/outbox";
import { historyStore } from "@shoal/server/history/store";
import { enrolmentStore } from "@shoal/server/identity/enrolment-store";
import { patchStore } from "@shoal/server/patch/patch-store";
import { releaseStore } from "@shoal/server/release/store";
import { assignTargets } from "@shoal/server/task/start";
import { startedTask } from "@shoal/server/task/started";
import { taskStore } from "@shoal/server/task/store";
import { MIXED_FLEET } from "../fleet/model.ts";
import { releaseContract } from "./release-store.ts";
import { sessionContract } from "./session-store.ts";
import { settingContract } from "./setting-store.ts";

const release = (version: string, name = "reader"): Release => ({
  format: 1,
  name,
  version,
  publisher: "Lab",
  description: "",
  variants: [],
});
const digestOf = (text: string) => createHash("sha256").update(text).digest("hex");
const scopeAt10 = { nowMs: 10, online: () => [] };
const by = { keyId: "k", nowMs: 5, actor: "operator:a" };

function inventoryOf(index: number): Inventory {
  const { name, platform } = MIXED_FLEET[index]!;
  return { platform, hostname: name, agentVersion: "0.1.0", memoryBytes: 1, cpuCount: 1, diskFreeBytes: 1, facts: {} };
}

async function addDevices(db: Db, count: number): Promise<void> {
  for (let index = 0; index < count; index++)
    await deviceStore(db, () => false).add({
      id: `d-${index}`,
      name: MIXED_FLEET[index]!.name,
      keyDigest: `h-${index}`,
      inventory: inventoryOf(index),
      inventoryDigest: "x",
      nowMs: index,
    });
}

/** A task for these devices, started. @returns its id */
async function startOn(
  db: Db,
  deviceIds: string[],
  { releaseId, kind = "install" }: { releaseId: number; kind?: TaskKind },
): Promise<number> {
  const what = { kind, delivery: "pull", package: "reader", version: "1.0" } as const;
  const targets = { deviceIds };
  const id = await taskStore(db).add({ ...what, targets }, releaseId, by);
  await assignTargets(db, await startedTask(db, id), targets, scopeAt10, new Aftermath());
  return id;
}

/** What every database under the server has to do. Runs on SQLite; a PostgreSQL connection passes the same. */
export function storeContract(name: string, open: () => Promise<Db>): void {
  const check = (what: string, body: (db: Db) => Promise<void>) =>
    test(`${name}: ${what}`, async () => {
      const db = await open();
      try {
        await body(db);
      } finally {
        await db.destroy();
      }
    });

  const scene = {
    addDevices,
    startOn: async (db: Db, deviceIds: string[], kind?: "precache") => {
      const version = `1.${(await releaseStore(db).ofPackage("reader")).length}`;
      const stored = await releaseStore(db).add(release(version), Buffer.from(version), by);
      return await startOn(db, deviceIds, { releaseId: stored.id, ...(kind ? { kind } : {}) });
    },
  };
  releaseContract(check, {
    publish: async (db, version) => (await releaseStore(db).add(release(version), Buffer.from(version), by)).id,
  });
  settingContract(check, scene);
  sessionContract(check, scene);

  check("audit entries come newest first, filtered, in pages without gaps or repeats", async (db) => {
    const store = auditStore(db);
    for (let at = 0; at < 25; at++)
      await store.append({
        atMs: at,
        actor: at % 2 ? "operator:a" : "device:d",
        what: "task.finished",
        subject: `thing:${at}`,
        detail: { at },
      });
    const seen: number[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await store.page({}, { limit: 10, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map((event) => event.atMs));
      cursor = page.nextCursor;
      if (!cursor) break;
    }
    assert.deepEqual(
      seen,
      Array.from({ length: 25 }, (_, at) => 24 - at),
    );
    assert.equal((await store.page({ actor: "operator:a", since: 10, until: 20 }, { limit: 100 })).items.length, 5);
    assert.deepEqual((await store.page({ subject: "thing:3" }, { limit: 1 })).items[0]?.detail, { at: 3 });
    await assert.rejects(store.page({}, { limit: 1, cursor: "bm9uc2Vuc2U" }), /not one of this list/);
  });

  check("devices are found by id or by a name that is theirs alone, and filtered", async (db) => {
    await addDevices(db, 12);
    const store = deviceStore(db, (id) => id === "d-3");
    assert.equal((await store.find("d-3"))?.name, MIXED_FLEET[3]!.name);
    assert.equal((await store.find(MIXED_FLEET[4]!.name))?.id, "d-4");
    assert.equal(await store.find("nobody"), undefined);
    const ids = async (query: object) => (await store.page(query, { limit: 100 })).items.map((row) => row.id);
    assert.deepEqual(await ids({ os: "macos" }), ["d-5", "d-6", "d-7"]);
    assert.deepEqual(await ids({ name: "LAP-A" }), ["d-3"]);
    assert.deepEqual(await ids({ name: "%" }), await ids({}), "a wildcard is not one");
    assert.deepEqual(await ids({ online: true }), ["d-3"]);
    assert.equal((await ids({ online: false })).length, 11);
    const first = await store.page({ online: false }, { limit: 4 });
    const second = await store.page({ online: false }, { limit: 4, cursor: first.nextCursor! });
    assert.deepEqual(
      [...first.items, ...second.items].map((row) => row.id),
      ["d-0", "d-1", "d-2", "d-4", "d-5", "d-6", "d-7", "d-8"],
    );
    await store.seen(new Map([["d-1", 999]]));
    assert.deepEqual(await ids({ seenSince: 999 }), ["d-1"]);
    await store.setInventory("d-1", inventoryOf(5), "y");
    assert.equal((await store.find("d-1"))?.platform.os, "macos");
  });

  check("an enrolment token is spent as often as it says, and not when it is expired or revoked", async (db) => {
    const store = enrolmentStore(db);
    const make = (secret: string, uses: number) =>
      store.make(secret, { trustDigest: "t", nowMs: 0, lifeMs: 100, uses, by: "operator:a" });
    const made = await make("secret", 2);
    assert.deepEqual([(await store.spend("secret", 1)).ok, (await store.spend("secret", 99)).ok], [true, true]);
    assert.deepEqual(await store.spend("secret", 1), { ok: false, why: "used-up" });
    assert.deepEqual(await store.spend("other", 1), { ok: false, why: "unknown" });
    await make("short", 1);
    assert.deepEqual(await store.spend("short", 100), { ok: false, why: "expired" });
    const revoked = await make("gone", 1);
    assert.equal(await store.revoke(revoked.id, 5), true);
    assert.equal(await store.revoke("nothing", 5), false);
    assert.deepEqual(await store.spend("gone", 6), { ok: false, why: "revoked" });
    assert.equal((await store.list()).find((token) => token.id === made.id)?.usesLeft, 0);
  });

  check("a version of a package is stored once, and its document comes back as it was", async (db) => {
    const store = releaseStore(db);
    const document = new Uint8Array([1, 2, 0, 255]);
    const stored = await store.add(release("1.0"), document, by);
    await assert.rejects(store.add(release("1.0"), new Uint8Array([9]), by));
    assert.deepEqual(new Uint8Array((await store.document(stored.row.digest))!), document);
    await store.add(release("2.0"), new Uint8Array([2]), by);
    await store.add(release("1.0", "tool"), new Uint8Array([3]), by);
    const page = await store.packages({ limit: 1 });
    assert.deepEqual(
      page.items.map((each) => [each.name, each.latestVersion, each.releases]),
      [["tool", "1.0", 1]],
    );
    const rest = await store.packages({ limit: 5, cursor: page.nextCursor! });
    assert.deepEqual(
      rest.items.map((each) => [each.name, each.latestVersion, each.releases]),
      [["reader", "2.0", 2]],
    );
    assert.deepEqual(
      (await store.ofPackage("reader")).map((each) => each.row.version),
      ["2.0", "1.0"],
    );
    assert.equal(await store.find("reader", "3.0"), undefined);
  });

  check("starting gives each target one action, one step and the next sequence of its device", async (db) => {
    await addDevices(db, 8);
    const stored = await releaseStore(db).add(release("1.0"), new Uint8Array([1]), by);
    const targets = { os: ["macos"], deviceIds: ["d-0", MIXED_FLEET[1]!.name] };
    const id = await taskStore(db).add(
      { kind: "install", delivery: "pull", package: "reader", version: "1.0", targets },
      stored.id,
      { nowMs: 1, actor: "operator:a" },
    );
    const task = await startedTask(db, id);
    const aftermath = new Aftermath();
    assert.equal(await db.transaction().execute((trx) => assignTargets(trx, task, targets, scopeAt10, aftermath)), 5);
    assert.deepEqual([...aftermath.deviceIds].sort(), ["d-0", "d-1", "d-5", "d-6", "d-7"]);
    const page = await actionStore(db).page({ task: String(id) }, { limit: 100 });
    assert.ok(page.items.every((row) => row.state === "assigned" && row.step === 0));
    assert.deepEqual(
      (await db.selectFrom("assignments").select("sequence").execute()).map((row) => row.sequence),
      [1, 1, 1, 1, 1],
    );
    assert.deepEqual((await taskStore(db).find(id))?.detail.counts, { assigned: 5 });
    assert.deepEqual(
      await db.transaction().execute((trx) => assignTargets(trx, { ...task, id: 99 }, {}, scopeAt10, aftermath)),
      0,
      "no targets are not all targets",
    );
    assert.deepEqual(await taskStore(db).done([id]), []);
  });

  check("events are numbered without gaps, and a cursor that is too old is told apart from the end", async (db) => {
    const outbox = new Outbox(db);
    const event = (subject: string) => ({ atMs: 1, kind: "task.finished", subject, data: {} }) as const;
    await outbox.add(
      db,
      Array.from({ length: 1203 }, (_, at) => event(`e${at}`)),
    );
    const read = (await outbox.after(1000, 500))!;
    assert.deepEqual([read.length, read[0]!.subject, read.at(-1)!.subject], [203, "e1000", "e1202"]);
    assert.deepEqual(await outbox.after(1203, 10), []);
    await db.deleteFrom("events").where("id", "<=", 100).execute();
    assert.equal(await outbox.after(50, 10), undefined);
    assert.equal((await outbox.after(100, 1))?.[0]?.subject, "e100");
  });

  check("history counts what ended in the span, by release, platform and device", async (db) => {
    await addDevices(db, 8);
    const stored = await releaseStore(db).add(release("1.0"), new Uint8Array([1]), by);
    await startOn(db, ["d-0", "d-5", "d-6", "d-7"], { releaseId: stored.id });
    const end = (deviceId: string, state: "succeeded" | "failed", ended: number, duration: number) =>
      db
        .updateTable("actions")
        .set({
          state,
          ended_ms: ended,
          duration_ms: duration,
          reason_code: state === "failed" ? "exit-code" : "installed",
        })
        .where("device_id", "=", deviceId)
        .execute();
    await end("d-0", "succeeded", 100, 40);
    await end("d-5", "succeeded", 200, 60);
    await end("d-6", "failed", 300, 1);
    const store = historyStore(db);
    assert.deepEqual(await store.successRate({}, "release"), [
      {
        group: "reader 1.0",
        ended: 3,
        succeeded: 2,
        failed: 1,
        notApplicable: 0,
        other: 0,
        rate: 2 / 3,
        meanDurationMs: 50,
      },
    ]);
    assert.deepEqual(
      (await store.successRate({ since: 100, until: 200 }, "release")).map((row) => row.ended),
      [1],
      "half-open",
    );
    assert.deepEqual(
      (await store.successRate({}, "platform")).map((row) => row.group),
      ["macos/arm64/laptop", "macos/x64/laptop", "windows/x64/desktop"],
    );
    assert.deepEqual(
      (await store.slowest({}, 1)).map((row) => [row.deviceId, row.maxDurationMs]),
      [["d-5", 60]],
    );
    assert.deepEqual(
      (await store.failing({}, 5)).map((row) => [row.deviceId, row.failed, row.lastReason]),
      [["d-6", 1, "the installer failed"]],
    );
  });

  check("a blob is told of once, with its size as it was, beyond 32 bits too", async (db) => {
    const rows = blobRows(db);
    const row = { digest: digestOf("a"), sizeBytes: 40 * 2 ** 30 + 1, manifestDigest: digestOf("m"), createdMs: 1e12 };
    assert.equal(await rows.find(row.digest), undefined);
    assert.equal(await rows.add(row), true);
    assert.equal(await rows.add({ ...row, sizeBytes: 1, createdMs: 2 }), false);
    assert.deepEqual(await rows.find(row.digest), row);
  });

  check("patches are offered for what a device has, the smallest first, and a pair is decided once", async (db) => {
    const store = patchStore(db);
    const offer = (from: string, sizeBytes: number) => ({
      from: digestOf(from),
      target: digestOf("t"),
      digest: digestOf(`${from}t`),
      sizeBytes,
      manifestDigest: digestOf("m"),
      format: "zstd-patch-from" as const,
      windowLog: 27,
    });
    const pair = (from: string) => ({
      from: { digest: digestOf(from), sizeBytes: 1 },
      target: { digest: digestOf("t"), sizeBytes: 1 },
    });
    await store.add(offer("a", 300), 1);
    await store.add(offer("b", 200), 1);
    await store.add(offer("a", 100), 2);
    await store.refuse(pair("c"), "not-smaller", "x".repeat(600), 3);
    await store.refuse(pair("c"), "again", "", 4);
    assert.deepEqual(await store.offers(digestOf("t"), ["a", "b", "c"].map(digestOf)), [
      offer("b", 200),
      offer("a", 300),
    ]);
    assert.deepEqual(await store.offers(digestOf("t"), []), []);
    assert.deepEqual(await store.offers(digestOf("other"), [digestOf("a")]), []);
    assert.deepEqual(await Promise.all(["a", "b", "c", "d"].map((from) => store.isDecided(pair(from)))), [
      true,
      true,
      true,
      false,
    ]);
  });

  check("patches start from the releases that most devices hold, before this one, of this package", async (db) => {
    await addDevices(db, 4);
    const ids: number[] = [];
    for (const [version, name] of [
      ["1", "reader"],
      ["2", "reader"],
      ["3", "reader"],
      ["1", "writer"],
      ["4", "reader"],
    ] as const)
      ids.push((await releaseStore(db).add(release(version, name), Buffer.from(name + version), by)).id);
    const [one, two, three, other, four] = ids as [number, number, number, number, number];
    const act = async (
      device: string,
      releaseId: number,
      state: ActionState,
      kind: "install" | "remove" = "install",
    ) => {
      const id = await startOn(db, [device], { releaseId, kind });
      await db.updateTable("actions").set({ state }).where("task_id", "=", id).execute();
    };
    await act("d-0", one, "succeeded");
    await act("d-0", two, "succeeded");
    await act("d-1", two, "succeeded");
    await act("d-2", three, "failed");
    await act("d-3", three, "succeeded", "remove");
    await act("d-3", other, "succeeded");
    const store = patchStore(db);
    assert.deepEqual(await store.heldBefore(four), [two, one]);
    for (const id of [two, four])
      await releaseStore(db).setRecall(id, { atMs: 1, by: "operator:a", reason: "no good" });
    assert.deepEqual(await store.heldBefore(four), [], "nobody is to get it");
    await releaseStore(db).setRecall(four, undefined);
    assert.deepEqual(await store.heldBefore(four), [two, one], "who has what was recalled needs the next one");
    assert.deepEqual(await store.heldBefore(one), []);
    assert.deepEqual(await store.lastReleases(2), [four, other]);
  });
}
