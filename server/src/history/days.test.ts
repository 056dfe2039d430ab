import assert from "node:assert/strict";
import { test } from "node:test";
import { openDatabase } from "../db/open.ts";
import { newDevice } from "../device/fixture.ts";
import { deviceStore } from "../device/store.ts";
import { releaseStore } from "../release/store.ts";
import { taskStore } from "../task/store.ts";
import { HistoryDays } from "./days.ts";

const DAY = 86_400_000;
const by = { keyId: "k", nowMs: 0, actor: "operator:a" };

test("each day has what ended on it; a day that is over is counted once, today anew", async (t) => {
  const db = await openDatabase(":memory:");
  t.after(() => db.destroy());
  const variant = { id: "x", match: {}, files: [], installer: { kind: "msi" }, timeoutMs: 1000 };
  const { id: releaseId } = await releaseStore(db).add(
    {
      ...{ format: 1, name: "till", version: "1", publisher: "p", description: "" },
      variants: [{ ...variant, detect: { file: { path: "/x" } } }] as never,
    },
    new Uint8Array([1]),
    by,
  );
  await deviceStore(db, () => false).add(newDevice("d-1"));
  const spec = { kind: "install", delivery: "pull", package: "till", version: "1", targets: {} } as const;
  const taskId = await taskStore(db).add(spec, releaseId, by);
  const end = async (endedMs: number, state: string, durationMs: number, more: object = {}) => {
    await db
      .insertInto("actions")
      .values({
        ...{ package: "till", version: "1", kind: "install", delivery: "pull", state, arch: "x64", os: "windows" },
        ...{ device_id: "d-1", release_id: releaseId, form_factor: "pos", created_ms: 0, updated_ms: 0 },
        ...{ task_id: taskId, ended_ms: endedMs, duration_ms: durationMs, ...more },
      } as never)
      .execute();
  };
  await end(3 * DAY, "succeeded", 100, { bytes_origin: 7, bytes_multicast: 40 });
  await end(4 * DAY - 1, "succeeded", 300, { bytes_peer: 2 });
  await end(3 * DAY + 5, "failed", 9_000);
  await end(3 * DAY + 6, "not-applicable", 9_000);
  await end(5 * DAY, "cached", 9_000, { bytes_push: 5 });
  const days = new HistoryDays(db);
  const summary = async (nowMs: number) =>
    (await days.last(3, nowMs)).map(({ dayMs, ended, succeeded, failed, meanDurationMs, bytes }) => [
      ...[dayMs / DAY, ended, succeeded, failed, meanDurationMs],
      Object.entries(bytes)
        .filter(([, value]) => value > 0)
        .map(String)
        .join(" "),
    ]);
  const third = [3, 4, 2, 1, 200, "multicast,40 peer,2 origin,7"];
  assert.deepEqual(await summary(5 * DAY + 1), [third, [4, 0, 0, 0, undefined, ""], [5, 1, 1, 0, undefined, "push,5"]]);
  await end(3 * DAY + 7, "succeeded", 1);
  await end(5 * DAY + 7, "failed", 1);
  assert.deepEqual(await summary(5 * DAY + 9), [third, [4, 0, 0, 0, undefined, ""], [5, 2, 1, 1, undefined, "push,5"]]);
});
