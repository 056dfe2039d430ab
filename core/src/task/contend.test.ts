import assert from "node:assert/strict";
import { test } from "node:test";
import type { Order } from "./conflict.ts";
import { contend, type Rivals } from "./contend.ts";

const order = (taskId: number, priority: number): Order => ({
  package: "reader",
  kind: "install",
  priority,
  immediate: false,
  startedMs: taskId,
  taskId,
  handedOut: true,
});
const pair = (freshId: string, fresh: Order, openId: string, open: Order): Rivals<string> => ({
  freshId,
  fresh,
  openId,
  open,
});

test("who is stronger than all that is open stops it", () => {
  const { lost, beaten } = contend<string, Rivals<string>>([
    pair("new", order(9, 0), "a", order(1, 0)),
    pair("new", order(9, 0), "b", order(2, -1)),
  ]);
  assert.equal(lost.size, 0);
  assert.deepEqual(
    beaten.map(({ openId }) => openId),
    ["a", "b"],
  );
});

test("who loses against one of them ends, and stops none of the others", () => {
  const { lost, beaten } = contend<string, Rivals<string>>([
    pair("new", order(9, 0), "weak", order(1, -5)),
    pair("new", order(9, 0), "strong", order(2, 5)),
    pair("other", order(9, 0), "weak too", order(3, -5)),
  ]);
  assert.deepEqual(
    [...lost].map(([id, { openId }]) => [id, openId]),
    [["new", "strong"]],
  );
  assert.deepEqual(
    beaten.map(({ openId }) => openId),
    ["weak too"],
  );
});
