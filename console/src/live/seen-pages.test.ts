import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { SeenPages } from "./seen-pages.ts";

function scene(t: TestContext) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const asked: number[] = [];
  const waiting: ((done: boolean) => void)[] = [];
  const pages = new SeenPages((page) => {
    asked.push(page);
    return new Promise<boolean>((resolve) => waiting.push(resolve));
  }, 100);
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return {
    pages,
    asked: () => asked.splice(0),
    tick: async () => {
      t.mock.timers.tick(100);
      await turn();
    },
    answer: async (done = true) => {
      waiting.shift()?.(done);
      await turn();
    },
  };
}

test("what is seen is asked for again, and the rest once it is seen", async (t) => {
  const { pages, asked, tick, answer } = scene(t);
  pages.see(3, 4);
  pages.old();
  await tick();
  assert.deepEqual(asked(), [3]);
  await answer();
  assert.deepEqual(asked(), [4]);
  await answer();
  await tick();
  assert.deepEqual(asked(), []);
  pages.see(4, 5);
  await tick();
  assert.deepEqual(asked(), [5]);
  await answer();
  pages.see(3, 5);
  await tick();
  assert.deepEqual(asked(), []);
});

test("a page is asked for to its end, however often it changes, and once more then", async (t) => {
  const { pages, asked, tick, answer } = scene(t);
  for (let change = 0; change < 10; change++) {
    pages.old();
    await tick();
  }
  assert.deepEqual(asked(), [0]);
  await answer();
  assert.deepEqual(asked(), []);
  await tick();
  assert.deepEqual(asked(), [0]);
  await answer();
  await tick();
  assert.deepEqual(asked(), []);
  pages.old();
  await tick();
  assert.deepEqual(asked(), [0]);
  await answer(false);
  await tick();
  assert.deepEqual(asked(), [0], "what could not be taken is asked for once more");
});

test("of two pages that change every moment each has its turn", async (t) => {
  const { pages, asked, tick, answer } = scene(t);
  pages.see(3, 4);
  for (let change = 0; change < 4; change++) {
    pages.old();
    await tick();
    pages.old();
    await answer();
  }
  assert.deepEqual(asked(), [3, 4, 3, 4]);
});
