import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { Refresher, SETTLE_MS } from "./refresher.ts";

/** An answer that comes when the test says so. */
function scene(t: TestContext, meta: { refreshesItself?: true } = {}) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const client = new QueryClient();
  const waiting: ((answer: number) => void)[] = [];
  let asked = 0;
  const queryFn = () => {
    asked++;
    return new Promise<number>((resolve) => waiting.push(resolve));
  };
  const observer = new QueryObserver(client, { queryKey: ["devices", "x"], queryFn, meta, retry: false });
  t.after(observer.subscribe(() => {}));
  let nowMs = 0;
  const refresher = new Refresher(client, () => nowMs);
  t.after(() => refresher.stop());
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return {
    client,
    refresher,
    asked: () => asked,
    shown: () => observer.getCurrentResult().data,
    answer: async (answer: number) => {
      waiting.shift()?.(answer);
      await turn();
    },
    tick: async (ms = SETTLE_MS) => {
      nowMs += ms;
      t.mock.timers.tick(ms);
      await turn();
    },
  };
}

test("many events are one question", async (t) => {
  const { refresher, asked, answer, tick } = scene(t);
  await answer(1);
  for (let event = 0; event < 1000; event++) refresher.add(["devices"]);
  await tick();
  assert.equal(asked(), 2);
  await tick();
  assert.equal(asked(), 2);
});

test("with a change every moment each question is answered all the same, and what takes long is asked for less often", async (t) => {
  const { refresher, asked, shown, answer, tick } = scene(t);
  await answer(1);
  let pending = 0;
  let answered = 1;
  for (let change = 0; change < 60; change++) {
    refresher.add(["devices"]);
    await tick();
    // A question takes twice as long as changes let it alone.
    if (asked() > answered && ++pending === 2) {
      await answer(change);
      answered++;
      pending = 0;
    }
  }
  assert.ok(Number(shown()) > 45, `the answer of change ${shown()}`);
  assert.ok(asked() >= 5 && asked() <= 7, `${asked()} questions`);
});

test("what was changed while it was asked for is asked for once more, and no more than that", async (t) => {
  const { refresher, asked, shown, answer, tick } = scene(t);
  await answer(1);
  refresher.add(["devices"]);
  await tick();
  assert.equal(asked(), 2);
  refresher.add(["devices"]);
  await tick();
  assert.equal(asked(), 2, "the one on its way is let alone");
  await answer(2);
  assert.equal(shown(), 2);
  for (let waited = 0; waited < 10; waited++) await tick();
  assert.equal(asked(), 3);
  await answer(3);
  for (let waited = 0; waited < 20; waited++) await tick();
  assert.deepEqual([asked(), shown()], [3, 3]);
});

test("what refreshes itself is let alone as long as it is shown", async (t) => {
  const { refresher, asked, answer, tick } = scene(t, { refreshesItself: true });
  await answer(1);
  refresher.add(["devices"]);
  await tick();
  assert.equal(asked(), 1);
});
