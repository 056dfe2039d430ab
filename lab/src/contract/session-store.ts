import assert from "node:assert/strict";
import type { SessionPartRow } from "@shoal/protocol/api/session";
import { LIMITS } from "@shoal/protocol/limits";
import { NO_SESSION_BYTES } from "@shoal/protocol/session/no-bytes";
import type { SessionReport } from "@shoal/protocol/session/report";
import { blobRows } from "@shoal/server/blob/blob-rows";
import type { Db } from "@shoal/server/db/schema";
import { sessionStore } from "@shoal/server/session/store";

type Check = (what: string, body: (db: Db) => Promise<void>) => void;

interface Scene {
  addDevices: (db: Db, count: number) => Promise<void>;
  /** A started task for these devices. @returns its id */
  startOn: (db: Db, deviceIds: string[]) => Promise<number>;
}

const DIGEST = "d".repeat(64);
const report = (actionId: number, more: Partial<SessionReport> = {}): SessionReport => ({
  actionId: String(actionId),
  session: "0123456789abcdef",
  digest: DIGEST,
  subnet: "10.1.0.0/24",
  role: "following",
  led: false,
  late: false,
  symbolsSent: 0,
  paritySent: 0,
  symbolsReceived: 5,
  parityReceived: 1,
  datagramsHeard: 6,
  datagramsLost: 2,
  bytes: { ...NO_SESSION_BYTES, multicast: 90, repair: 10 },
  bytesAgain: 3,
  startedMs: 100,
  endedMs: 200,
  ...more,
});

/** What a database has to do for what devices tell of their sessions. */
export function sessionContract(check: Check, { addDevices, startOn }: Scene): void {
  const scene = async (db: Db) => {
    await addDevices(db, 2);
    await blobRows(db).add({ digest: DIGEST, sizeBytes: 100, manifestDigest: "m", createdMs: 1 });
    const taskId = await startOn(db, ["d-0", "d-1"]);
    const actions = await db.selectFrom("actions").select("id").where("task_id", "=", taskId).orderBy("id").execute();
    const store = sessionStore(db);
    const parts = async (query = {}) => (await store.page(taskId, query, { limit: 100 })).items;
    return { store, taskId, ids: actions.map(({ id }) => id) as [number, number], parts };
  };

  check("a session that is told twice counts once, and the later word is the one that counts", async (db) => {
    const { store, ids, parts } = await scene(db);
    const first = report(ids[0]);
    assert.equal(await store.put("d-0", first, 1), true);
    assert.equal(await store.put("d-0", first, 2), true);
    const later = report(ids[0], { role: "leading", led: true, symbolsSent: 40, site: "Kiel", endedMs: 300 });
    assert.equal(await store.put("d-0", later, 3), true);
    assert.equal(await store.put("d-0", first, 4), true, "an older word comes late");
    const { actionId, ...said } = later;
    const [{ device }] = (await parts()) as [SessionPartRow];
    assert.deepEqual(await parts(), [{ ...said, actionId, deviceId: "d-0", device, peers: [] }]);
  });

  check("who gave to whom is told by device, as far as devices say where they give", async (db) => {
    const { store, ids, parts } = await scene(db);
    const at = (host: string, port = 4000) => ({ host, port });
    const bytes = { ...NO_SESSION_BYTES, peer: 60, site: 5 };
    await store.put("d-0", report(ids[0], { peer: at("10.1.0.5") }), 1);
    const peers = [
      { ...at("10.1.0.5"), bytes: 50 },
      { ...at("10.1.0.5", 4001), bytes: 9 },
    ];
    await store.put("d-1", report(ids[1], { bytes, peer: at("10.9.9.9"), peers }), 1);
    const given = async () => (await parts()).map((part) => part.peers.map((each) => [each.deviceId, each.bytes]));
    assert.deepEqual(await given(), [[], [["d-0", 50]]]);
    // It began anew, and gives at another port.
    await store.put("d-0", report(ids[0], { startedMs: 150, peer: at("10.1.0.5", 4001) }), 1);
    assert.deepEqual((await given())[1], [["d-0", 59]]);
    await store.put("d-1", report(ids[1], { bytes, peers: [{ ...at("10.1.0.5"), bytes: 500 }], endedMs: 300 }), 1);
    assert.deepEqual((await given())[1], [["d-0", 65]], "not more than it had of peers");
  });

  check("a part that began anew, another session, another subnet and another action are others", async (db) => {
    const { store, taskId, ids, parts } = await scene(db);
    await store.put("d-0", report(ids[0]), 1);
    await store.put("d-0", report(ids[0], { startedMs: 150 }), 1);
    await store.put("d-0", report(ids[0], { session: "f".repeat(16) }), 1);
    await store.put("d-0", report(ids[0], { subnet: "10.3.0.0/24" }), 1);
    await store.put("d-1", report(ids[1], { subnet: "10.2.0.0/24" }), 1);
    assert.equal((await parts()).length, 5);
    assert.equal((await parts({ session: "f".repeat(16) })).length, 1);
    assert.deepEqual(
      (await parts({ subnet: "10.2.0.0/24" })).map((row) => row.deviceId),
      ["d-1"],
    );
    const page = await store.page(taskId, {}, { limit: 3 });
    const rest = await store.page(taskId, {}, { limit: 3, cursor: page.nextCursor! });
    assert.deepEqual([page.items.length, rest.items.length, rest.nextCursor], [3, 2, undefined]);
    assert.equal((await store.ofActions(taskId, ids[1], ids[1])).length, 1);
  });

  check("what is not a device's own, names no blob, or is more than an action has, is not kept", async (db) => {
    const { store, ids, parts } = await scene(db);
    assert.equal(await store.put("d-1", report(ids[0]), 1), false);
    assert.equal(await store.put("d-0", report(999), 1), false);
    assert.equal(await store.put("d-0", { ...report(ids[0]), actionId: "1; drop" }, 1), false);
    assert.equal(await store.put("d-0", report(ids[0], { digest: "e".repeat(64) }), 1), false);
    assert.deepEqual(await parts(), []);
    for (let startedMs = 0; startedMs < LIMITS.sessionsPerAction; startedMs++)
      await store.put("d-0", report(ids[0], { startedMs }), 1);
    assert.equal(await store.put("d-0", report(ids[0], { startedMs: 100_000, endedMs: 100_001 }), 1), false);
    assert.equal(
      await store.put("d-0", report(ids[0], { startedMs: 7, endedMs: 900 }), 1),
      true,
      "what is known goes on",
    );
  });
}
