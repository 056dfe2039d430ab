import assert from "node:assert/strict";
import { test } from "node:test";
import { type Order, whichHolds } from "./conflict.ts";

const order = (more: Partial<Order> = {}): Order => ({
  package: "tool",
  kind: "install",
  priority: 0,
  immediate: false,
  startedMs: 0,
  taskId: 1,
  handedOut: true,
  ...more,
});
const newer: Partial<Order> = { startedMs: 10, taskId: 2 };
const older: Partial<Order> = { startedMs: -10, taskId: 0 };

/** [of the fresh one, of the open one, who holds] */
const TABLE: [Partial<Order>, Partial<Order>, "both" | "open" | "fresh", string][] = [
  [newer, {}, "fresh", "the same priority: the newer task"],
  [{ taskId: 2 }, {}, "fresh", "of the same moment: the later number"],
  [{ ...newer, priority: 1 }, {}, "fresh", "a higher priority"],
  [{ ...newer, priority: -1 }, {}, "open", "a lower priority"],
  [newer, { priority: 5 }, "open", "an open one of higher priority"],
  [{ ...newer, kind: "remove" }, {}, "fresh", "a removal is for the same package too"],
  [{ ...newer, immediate: true }, { priority: 10 }, "fresh", "immediate counts above all"],
  [{ ...newer, priority: 10 }, { immediate: true }, "open", "also against a higher priority"],
  [{ ...newer, immediate: true, priority: -1 }, { immediate: true }, "open", "between two of these, priority again"],
  [{ ...newer, package: "other" }, {}, "both", "other packages"],
  [{ ...newer, kind: "precache" }, {}, "both", "a precache pushes nothing away"],
  [newer, { kind: "precache", priority: 10 }, "both", "nor does an open one"],
  [older, {}, "open", "a ring of an older rollout that opens later"],
  [older, { handedOut: false }, "both", "a newer rollout whose ring is closed holds nobody up"],
  [{ ...newer, priority: -1 }, { handedOut: false }, "both", "nor does one of higher priority"],
  [newer, { priority: 5, stopped: true }, "both", "one that was cancelled, and ends when its device comes back"],
  [newer, { handedOut: false }, "fresh", "but an older one whose ring is closed is superseded"],
];

test("which of two orders holds", () => {
  for (const [fresh, open, holds, why] of TABLE) assert.equal(whichHolds(order(open), order(fresh)), holds, why);
});
