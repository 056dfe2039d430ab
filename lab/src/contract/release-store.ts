import assert from "node:assert/strict";
import { channelStore } from "@shoal/server/channel/store";
import type { Db } from "@shoal/server/db/schema";
import { releaseStore } from "@shoal/server/release/store";

/** What every database under recalls and channels has to do. */
export function releaseContract(
  check: (what: string, body: (db: Db) => Promise<void>) => void,
  scene: { publish(db: Db, version: string): Promise<number> },
): void {
  check("a channel points to one release, and remembers the one before", async (db) => {
    const store = channelStore(db);
    const [one, two] = [await scene.publish(db, "1"), await scene.publish(db, "2")];
    await store.point("pilot", { id: one, package: "reader" }, { nowMs: 5, actor: "operator:a" });
    await store.point("other", { id: one, package: "reader" }, { nowMs: 6, actor: "operator:a" });
    assert.deepEqual(await store.find("pilot"), {
      name: "pilot",
      package: "reader",
      version: "1",
      followers: [],
      createdMs: 5,
      createdBy: "operator:a",
      updatedMs: 5,
      updatedBy: "operator:a",
    });
    await store.point("pilot", { id: two, package: "reader" }, { nowMs: 9, actor: "operator:b" });
    await releaseStore(db).setRecall(two, { atMs: 10, by: "operator:a", reason: "no good" });
    assert.deepEqual(await store.list(), [
      {
        name: "other",
        package: "reader",
        version: "1",
        followers: [],
        createdMs: 6,
        createdBy: "operator:a",
        updatedMs: 6,
        updatedBy: "operator:a",
      },
      {
        name: "pilot",
        package: "reader",
        version: "2",
        recalled: "no good",
        previousVersion: "1",
        followers: [],
        createdMs: 5,
        createdBy: "operator:a",
        updatedMs: 9,
        updatedBy: "operator:b",
      },
    ]);
    await store.remove("pilot");
    assert.equal(await store.find("pilot"), undefined);
  });

  check(
    "a recall stands with its release until it is lifted, and the newest release is one that may be given",
    async (db) => {
      const store = releaseStore(db);
      const [one, two] = [await scene.publish(db, "1"), await scene.publish(db, "2")];
      const newest = async () =>
        (await store.packages({ limit: 5 })).items.map((each) => [each.latestVersion, each.releases]);
      const recall = { atMs: 7, by: "operator:a", reason: "no good" };
      await store.setRecall(two, recall);
      assert.deepEqual((await store.find("reader", "2"))?.row.recalled, recall);
      assert.deepEqual(await newest(), [["1", 2]]);
      await store.setRecall(one, recall);
      assert.deepEqual(await newest(), [["2", 2]], "where nothing else is left");
      await store.setRecall(two, undefined);
      assert.equal((await store.get(two)).row.recalled, undefined);
    },
  );
}
