import assert from "node:assert/strict";
import { test } from "node:test";
import { answered } from "./answers.ts";
import { Live } from "./live.ts";
import type { Told } from "./live-event.ts";

const answer = (event: number) => answered({ headers: new Headers({ "shoal-event": String(event) }) });
const event = (id: number): Told => ({ event: { id, atMs: 0, kind: "group.made", subject: "group:a", data: {} } });

test("a page that was answered before something that it was not told of knows that all of it may be old", () => {
  let tell: (told: Told) => void = () => {};
  const live = new Live((told) => {
    tell = told;
    return () => {};
  });
  const heard: string[] = [];
  live.onEvent(({ kind, id }) => heard.push(`${kind} ${id}`));
  const told = (...lines: Told[]) => {
    for (const line of lines) tell(line);
    return heard.splice(0);
  };
  answered({ headers: new Headers() });
  answer(7);
  answer(5);
  live.open();
  assert.deepEqual(told({ state: "connecting", lastId: 0 }), []);
  assert.deepEqual(told({ state: "live", lastId: 6 }), ["gap 6"], "the sixth was not heard of");
  assert.deepEqual(told(event(7)), ["group.made 7"]);
  answer(6);
  assert.deepEqual(told(), [], "it was told of the seventh, and asks again by itself");
  answer(4);
  assert.deepEqual(told(), ["gap 7"]);
  assert.deepEqual(told({ state: "away", lastId: 7 }, { state: "live", lastId: 7 }), []);
  assert.deepEqual(told({ state: "connecting", lastId: 0 }, { state: "live", lastId: 9 }), ["gap 9"]);
  assert.deepEqual(told({ state: "live", lastId: 3 }), ["gap 3"], "a server that was restored");
  live.close();
  answer(1);
  assert.deepEqual(told(), []);
});
