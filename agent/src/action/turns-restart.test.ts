import assert from "node:assert/strict";
import { test } from "node:test";
import { type Turn, Turns } from "./turns.ts";

const wish = (kind: Turn["kind"], sequence: number, immediate = false): Turn => ({
  kind,
  sequence,
  immediate,
  priority: 0,
});

/** Turns, and who has had one. */
function scene() {
  const turns = new Turns();
  const went: string[] = [];
  return { turns, went, ask: (id: string, turn: Turn) => turns.ask(id, turn, () => went.push(id)) };
}

test("what is immediate goes first, then the earlier assignment; a restart when nothing is left to install", () => {
  const { turns, went, ask } = scene();
  ask("first", wish("install", 9));
  ask("restart", wish("restart", 1));
  ask("urgent restart", wish("restart", 8, true));
  ask("late", wish("install", 3));
  ask("urgent", wish("install", 7, true));
  ask("early", wish("install", 2));
  assert.deepEqual(went, ["first"]);
  for (const id of ["first", "urgent", "early", "late", "urgent restart"]) turns.leave(id);
  assert.deepEqual(went, ["first", "urgent", "early", "late", "urgent restart", "restart"]);
});

test("a restart waits while it is found out whether something else may install now", () => {
  const { turns, went, ask } = scene();
  const [one, other] = [turns.expect(), turns.expect()];
  ask("restart", wish("restart", 1));
  one();
  one();
  assert.deepEqual(went, [], "told once, whatever it says");
  ask("found", wish("install", 2));
  other();
  assert.deepEqual(went, ["found"]);
  turns.leave("found");
  assert.deepEqual(went, ["found", "restart"]);
});
