import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { PieceSet } from "./piece-set.ts";

const members = fc.integer({ min: 0, max: 200 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    items: count === 0 ? fc.constant([]) : fc.array(fc.integer({ min: 0, max: count - 1 }), { maxLength: 150 }),
    gone: count === 0 ? fc.constant([]) : fc.array(fc.integer({ min: 0, max: count - 1 }), { maxLength: 50 }),
  }),
);

test("it holds what a Set of numbers holds", () => {
  fc.assert(
    fc.property(members, ({ count, items, gone }) => {
      const model = new Set<number>();
      const set = new PieceSet(count);
      for (const item of items) {
        assert.equal(set.add(item), !model.has(item));
        model.add(item);
      }
      for (const item of gone) assert.equal(set.delete(item), model.delete(item));
      const sorted = [...model].sort((a, b) => a - b);
      assert.deepEqual([...set], sorted);
      assert.equal(set.size, model.size);
      assert.equal(set.isFull, model.size === count);
      const rest = Array.from({ length: count }, (_, index) => index).filter((index) => !model.has(index));
      assert.deepEqual([...set.missing()], rest);
      assert.equal(set.missing().size, rest.length);
      assert.deepEqual([...PieceSet.fromRuns(count, set.runs())], sorted);
      for (let from = 0; from <= count; from++)
        assert.equal(
          set.next(from),
          sorted.find((each) => each >= from),
        );
    }),
  );
});

test("sets are put together as Sets of numbers are", () => {
  const pair = fc.integer({ min: 1, max: 200 }).chain((count) => {
    const some = fc.array(fc.integer({ min: 0, max: count - 1 }), { maxLength: 150 });
    return fc.record({ count: fc.constant(count), mine: some, theirs: some });
  });
  fc.assert(
    fc.property(pair, ({ count, mine, theirs }) => {
      const setOf = (items: number[]) => {
        const set = new PieceSet(count);
        for (const item of items) set.add(item);
        return set;
      };
      const [a, b] = [new Set(mine), new Set(theirs)];
      const sorted = (items: Set<number>) => [...items].sort((x, y) => x - y);
      const other = setOf(theirs);
      for (const [made, expected] of [
        [setOf(mine).addAll(other), new Set([...a, ...b])],
        [setOf(mine).keepOnly(other), new Set([...a].filter((each) => b.has(each)))],
        [setOf(mine).deleteAll(other), new Set([...a].filter((each) => !b.has(each)))],
      ] as const) {
        assert.deepEqual([...made], sorted(expected));
        assert.equal(made.size, expected.size);
      }
      other.clear();
      assert.deepEqual([other.size, [...other]], [0, []]);
    }),
  );
  assert.throws(() => new PieceSet(3).addAll(new PieceSet(4)), RangeError);
});

test("runs are as long as they can be, and as many as asked for", () => {
  const set = PieceSet.fromRuns(100, [
    [3, 2],
    [5, 30],
    [64, 36],
    [1, 1],
  ]);
  assert.deepEqual(set.runs(), [
    [1, 1],
    [3, 32],
    [64, 36],
  ]);
  assert.deepEqual(set.runs(2), [
    [1, 1],
    [3, 32],
  ]);
  assert.deepEqual(PieceSet.full(33).runs(), [[0, 33]]);
  assert.deepEqual(PieceSet.full(0).runs(), []);
});

test("a copy and a complement have their own bits", () => {
  const set = new PieceSet(40);
  const copy = set.copy();
  const rest = set.missing();
  set.add(7);
  assert.equal(copy.has(7), false);
  assert.equal(rest.has(7), true);
});

test("pieces outside the blob are refused", () => {
  const set = new PieceSet(32);
  for (const index of [-1, 32, 1.5, Number.NaN]) assert.throws(() => set.add(index), RangeError);
  assert.throws(() => PieceSet.fromRuns(32, [[30, 3]]), RangeError);
  assert.throws(() => PieceSet.fromRuns(32, [[3, 0]]), RangeError);
  assert.throws(() => PieceSet.fromRuns(32, [[0, 2 ** 40]]), RangeError);
  assert.equal(set.has(32), false);
  assert.equal(set.size, 0);
});
