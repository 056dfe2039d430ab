import assert from "node:assert/strict";
import { settingsDigest } from "@shoal/protocol/node/settings-digest";
import type { Db } from "@shoal/server/db/schema";
import { SettingsIndex } from "@shoal/server/settings/settings-index";
import { settingStore } from "@shoal/server/settings/store";

type Check = (what: string, body: (db: Db) => Promise<void>) => void;

interface Scene {
  addDevices: (db: Db, count: number) => Promise<void>;
  /** A started task for these devices. @returns its id */
  startOn: (db: Db, deviceIds: string[], kind?: "precache") => Promise<number>;
}

/** What a database has to do for named sets of agent settings. */
export function settingContract(check: Check, { addDevices, startOn }: Scene): void {
  const by = (nowMs: number) => ({ nowMs, actor: `operator:at-${nowMs}` });

  check("a set is found whatever the case of its name, and each change counts", async (db) => {
    const store = settingStore(db);
    await store.put("Tills", { description: "at the counter", values: { fetchParallel: 4 } }, by(5));
    await store.put("Offices", { description: "", values: {} }, by(6));
    await store.put(
      "Tills",
      { description: "counters", values: { patches: false, sources: ["peer", "origin"] } },
      by(7),
    );
    assert.deepEqual(await store.find("tills"), {
      name: "Tills",
      description: "counters",
      values: { patches: false, sources: ["peer", "origin"] },
      version: 2,
      createdMs: 5,
      createdBy: "operator:at-5",
      updatedMs: 7,
      updatedBy: "operator:at-7",
      devices: 0,
      inForce: 0,
    });
    assert.deepEqual(
      (await store.list()).map((set) => [set.name, set.version]),
      [
        ["Offices", 1],
        ["Tills", 2],
      ],
    );
    await store.remove("Offices");
    assert.equal(await store.find("Offices"), undefined);
  });

  check("a device has one set; reach is counted by what each one said of it", async (db) => {
    await addDevices(db, 8);
    const store = settingStore(db);
    const values = { fetchParallel: 4 };
    await store.put("a", { description: "", values }, by(1));
    await store.put("b", { description: "", values: {} }, by(1));
    assert.equal((await store.assign({ all: true }, "a"))?.length, 8);
    assert.deepEqual(await store.assign({ all: true }, "a"), [], "they have it");
    assert.equal(await store.assign({}, "a"), undefined, "no targets are not all targets");
    assert.deepEqual((await store.assign({ os: ["macos"] }, "b"))?.sort(), ["d-5", "d-6", "d-7"]);
    assert.deepEqual(await store.unassign({ deviceIds: ["d-0", "d-7"] }, "a"), ["d-0"], "d-7 has another one");
    await store.reported("d-1", settingsDigest(values), 90);
    await store.reported("d-2", settingsDigest({}), 91);
    const [a, b] = await store.list();
    assert.deepEqual([a!.devices, a!.inForce, b!.devices, b!.inForce], [4, 1, 3, 0]);
    assert.deepEqual(
      (await store.waiting("a")).map((each) => [each.deviceId, each.lastSeenMs]),
      [
        ["d-4", 4],
        ["d-3", 3],
        ["d-2", 2],
      ],
    );
    assert.deepEqual(await store.ofDevice("d-1"), { set: "a", reportedDigest: settingsDigest(values), reportedMs: 90 });
    assert.deepEqual(await store.ofDevice("d-0"), { set: undefined, reportedDigest: undefined, reportedMs: undefined });
    assert.deepEqual((await store.among({ all: true })).sort(), ["a", "b", undefined]);
    await store.put("a", { description: "", values: { fetchParallel: 5 } }, by(2));
    assert.equal((await store.find("a"))?.inForce, 0, "what is in force is what it was before");
  });

  check("what open tasks override is found by device, by set and by targets", async (db) => {
    await addDevices(db, 3);
    const store = settingStore(db);
    await store.put("a", { description: "", values: {} }, by(1));
    await store.assign({ deviceIds: ["d-0"] }, "a");
    // Two open orders for one package are on a device only where one of them is a precache.
    const plain = await startOn(db, ["d-0"], "precache");
    const ended = await startOn(db, ["d-0"]);
    await db.updateTable("actions").set({ ended_ms: 1 }).where("task_id", "=", ended).execute();
    const open = await startOn(db, ["d-0", "d-1"]);
    const settings = JSON.stringify({ multicast: false });
    await db.updateTable("tasks").set({ settings }).where("id", "in", [open, ended]).execute();
    const found = async (...[where]: Parameters<typeof store.overrides>) =>
      (await store.overrides(where)).map((each) => [each.taskId, each.values]);
    const expected = [[open, { multicast: false }]];
    assert.ok(plain < open);
    assert.deepEqual(await found({ deviceId: "d-0" }), expected);
    assert.deepEqual(await found({ set: "a" }), expected);
    assert.deepEqual(await found({ targets: { deviceIds: ["d-1"] } }), expected);
    assert.deepEqual(await found({ targets: { deviceIds: ["d-2"] } }), []);
    assert.deepEqual(await found({ targets: {} }), []);
  });

  check("the index in memory says what the database says, after a start and after a change", async (db) => {
    await addDevices(db, 2);
    const store = settingStore(db);
    await store.put("a", { description: "", values: { fetchParallel: 4 } }, by(1));
    await store.assign({ deviceIds: ["d-0"] }, "a");
    await store.reported("d-0", "0".repeat(64), 1);
    const index = new SettingsIndex(db);
    await index.load();
    assert.deepEqual([index.of("d-0"), index.of("d-1")], [{ fetchParallel: 4 }, {}]);
    assert.deepEqual([index.reported("d-0", "0".repeat(64)), index.reported("d-1", "0".repeat(64))], [false, true]);
    assert.equal(index.reported("d-1", "0".repeat(64)), false);
    await store.put("a", { description: "", values: { fetchParallel: 9 } }, by(2));
    await index.loadSets();
    await store.unassign({ deviceIds: ["d-0"] }, "a");
    assert.deepEqual([index.of("d-0"), index.has("d-0", "a")], [{ fetchParallel: 9 }, true]);
    await store.assign({ deviceIds: ["d-1"] }, "a");
    await index.refresh(["d-0", "d-1"]);
    assert.deepEqual([index.of("d-0"), index.of("d-1"), index.has("d-0", "a")], [{}, { fetchParallel: 9 }, false]);
  });
}
