import assert from "node:assert/strict";
import { test } from "node:test";
import { ACTION_STATES, type ActionState, isEnd } from "@shoal/protocol/action/state";
import { ACTION_EVENTS, ACTION_TABLE, mayFollow, rowFor, serverMayEnd } from "./table.ts";

test("a state and an event lead to one place", () => {
  assert.equal(new Set(ACTION_TABLE.map((row) => `${row.from} ${row.event}`)).size, ACTION_TABLE.length);
});

test("nothing leaves an end, and every other state has a way out", () => {
  for (const state of ACTION_STATES)
    assert.equal(
      ACTION_TABLE.some((row) => row.from === state),
      !isEnd(state),
      state,
    );
});

test("every state is reached from scheduled, and from each an end is reached", () => {
  const reach = (start: ActionState) => {
    const seen = new Set([start]);
    for (const state of seen) for (const row of ACTION_TABLE) if (row.from === state) seen.add(row.to);
    return seen;
  };
  assert.deepEqual(
    ACTION_STATES.filter((state) => !reach("scheduled").has(state)),
    [],
  );
  for (const state of ACTION_STATES) assert.ok([...reach(state)].some(isEnd), state);
});

test("every event has a row", () => {
  for (const event of ACTION_EVENTS)
    assert.ok(
      ACTION_TABLE.some((row) => row.event === event),
      event,
    );
});

test("what has begun on a device is not cancelled, and the server ends only what cannot have begun", () => {
  for (const state of ["installing", "checking", "rebooting"] as const)
    assert.equal(rowFor(state, "cancel"), undefined, state);
  assert.deepEqual(ACTION_STATES.filter(serverMayEnd), ["scheduled", "assigned"]);
});

test("success is only reached from a check of the device", () => {
  for (const success of ["succeeded", "rolled-back"] as const)
    assert.deepEqual(
      ACTION_STATES.filter((state) => mayFollow(state, success)),
      ["resolving", "checking"],
    );
});
