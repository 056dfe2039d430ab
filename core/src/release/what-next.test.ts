import assert from "node:assert/strict";
import { test } from "node:test";
import { type AwaitedAction, whatNext } from "./what-next.ts";

const action = (more: Partial<AwaitedAction> = {}): AwaitedAction => ({
  state: "succeeded",
  ended: true,
  own: true,
  again: false,
  twin: false,
  ...more,
});
const open = action({ state: "installing", ended: false });
const failed = action({ state: "failed" });

const TABLE: [AwaitedAction[], "wait" | "go" | "fail", string][] = [
  [[action()], "go", "all are there"],
  [[action(), open], "wait", "one is not there yet"],
  [[open, failed], "fail", "one is enough, whatever the others do"],
  [[{ ...failed, again: true }], "wait", "it is tried again"],
  [[action({ state: "cancelled" })], "fail", "its own was cancelled"],
  [[action({ state: "not-applicable" })], "fail", "or is not for the device"],
  [[action({ state: "superseded" })], "fail", "or something else took its place"],
  [[action({ state: "superseded", twin: true })], "go", "but the same, so that is waited for"],
  [[action({ state: "cancelled", own: false })], "go", "another order was cancelled: it makes its own"],
  [[action({ state: "expired", own: false })], "go", "or has expired"],
  [[{ ...failed, own: false }], "fail", "another order has failed at it"],
];

test("what becomes of an action that waits for others", () => {
  for (const [awaited, kind, why] of TABLE) assert.equal(whatNext(awaited).kind, kind, why);
  assert.deepEqual(whatNext([open, failed]), { kind: "fail", by: failed });
});
