import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_BYTES } from "@shoal/protocol/action/no-bytes";
import { END_STATES } from "@shoal/protocol/action/state";
import type { ActionRow, TaskDetail } from "@shoal/protocol/api/task";
import { describeCounts, isBadEnd, tally } from "./tally.ts";
import { WatchedTask } from "./watched-task.ts";

const TASK = { id: "7", state: "running" } as TaskDetail;
function action(id: string, more: Partial<ActionRow> = {}): ActionRow {
  const row = {
    id,
    taskId: "7",
    deviceId: `d-${id}`,
    device: `device-${id}`,
    state: "assigned",
    step: 0,
    bytes: NO_BYTES,
  };
  return { ...row, ...more } as ActionRow;
}
const step = (data: object, type = "action.step") => ({ cursor: "1", type, data: { data: { taskId: "7", ...data } } });

test("a step moves its action on; older ones, and those of others, change nothing", () => {
  const watched = new WatchedTask(TASK, [action("1", { step: 2, state: "resolving" })]);
  assert.equal(watched.take(step({ actionId: "1", state: "accepted", step: 1 })), "not-mine");
  assert.equal(watched.take(step({ actionId: "1", state: "fetching", step: 3, taskId: "8" })), "not-mine");
  assert.equal(watched.take({ cursor: "1", type: "device.online", data: null }), "not-mine");
  const bytes = { ...NO_BYTES, origin: 5, patchSaved: 100 };
  const moved = watched.take(step({ actionId: "1", state: "fetching", step: 3, variantId: "linux", bytes }));
  assert.ok(typeof moved === "object");
  assert.deepEqual([moved.state, moved.variantId, moved.device], ["fetching", "linux", "device-1"]);
  assert.deepEqual([watched.counts, watched.carriedBytes], [{ fetching: 1 }, 5]);
});

test("what an event does not say is asked for", () => {
  const watched = new WatchedTask(TASK, [action("1")]);
  assert.equal(watched.take(step({ actionId: "2", state: "accepted", step: 1 })), "read-again");
  assert.equal(watched.take(step({}, "task.finished")), "read-again");
  assert.equal(watched.over, false);
  const changed = watched.replace({ ...TASK, state: "finished" }, [action("1", { state: "succeeded" })]);
  assert.deepEqual([changed.length, watched.over], [1, true]);
});

test("the server's own end of an action counts, unless the device ended it first", () => {
  const watched = new WatchedTask(TASK, [action("1"), action("2", { state: "succeeded", step: 4 })]);
  assert.ok(typeof watched.take(step({ actionId: "1", state: "expired", step: 0 })) === "object");
  assert.equal(watched.take(step({ actionId: "2", state: "expired", step: 0 })), "not-mine");
  assert.deepEqual(watched.counts, { expired: 1, succeeded: 1 });
});

test("a device that was tried again is counted once, by its last action", () => {
  const watched = new WatchedTask(TASK, [
    action("1", { state: "failed" }),
    action("2", { state: "succeeded", retryOf: "1" }),
  ]);
  assert.deepEqual([watched.counts, watched.actions.length], [{ succeeded: 1 }, 1]);
});

test("only what was asked for, or what nobody can do, is a good end", () => {
  assert.deepEqual(tally({ succeeded: 3, cached: 1, "rolled-back": 1, "not-applicable": 2, fetching: 4 }), {
    total: 11,
    ended: 7,
  });
  assert.deepEqual(END_STATES.filter(isBadEnd), ["failed", "cancelled", "expired", "superseded"]);
  assert.equal(
    describeCounts({ fetching: 2, failed: 1, succeeded: 9, waiting: 0 }),
    "9 succeeded, 1 failed, 2 fetching",
  );
});
