import assert from "node:assert/strict";
import { test } from "node:test";
import { Turns } from "./turns.ts";

test("the higher priority goes first, then the earlier assignment; whoever has its turn keeps it", () => {
  const turns = new Turns();
  const went: string[] = [];
  const ask = (id: string, priority: number, sequence: number) =>
    turns.ask(id, { kind: "install", immediate: false, priority, sequence }, () => went.push(id));
  ask("first", 0, 9);
  ask("late", 0, 3);
  ask("early", 0, 2);
  ask("low", -5, 1);
  ask("high", 5, 8);
  ask("high", 5, 8);
  assert.deepEqual(went, ["first"]);
  for (const id of ["first", "high", "early", "late"]) turns.leave(id);
  assert.deepEqual(went, ["first", "high", "early", "late", "low"]);
});

test("a wish that is taken back is not granted", () => {
  const turns = new Turns();
  const went: string[] = [];
  turns.ask("a", { kind: "install", immediate: false, priority: 0, sequence: 1 }, () => went.push("a"));
  turns.ask("b", { kind: "install", immediate: false, priority: 0, sequence: 2 }, () => went.push("b"));
  turns.leave("b");
  turns.leave("a");
  turns.ask("c", { kind: "install", immediate: false, priority: 0, sequence: 3 }, () => went.push("c"));
  assert.deepEqual(went, ["a", "c"]);
});

test("what may begin at the same moment goes by its priority, whoever asks first", () => {
  const turns = new Turns();
  const went: string[] = [];
  const ask = (id: string, priority: number) =>
    turns.together(
      () => turns.ask(id, { kind: "install", immediate: false, priority, sequence: 1 }, () => went.push(id)),
      () => ask("high", 5),
    );
  ask("low", 0);
  assert.deepEqual(went, ["high"]);
  turns.leave("high");
  assert.deepEqual(went, ["high", "low"]);
});

test("nobody begins while several are held together", () => {
  const turns = new Turns();
  const went: string[] = [];
  const [one, other] = [turns.hold(), turns.hold()];
  for (const [id, priority] of [
    ["low", 0],
    ["high", 5],
  ] as const)
    turns.ask(id, { kind: "install", immediate: false, priority, sequence: 1 }, () => went.push(id));
  one();
  one();
  assert.deepEqual(went, []);
  other();
  assert.deepEqual(went, ["high"]);
});
