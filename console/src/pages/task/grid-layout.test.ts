import assert from "node:assert/strict";
import { test } from "node:test";
import { CELL_PX, cellAt, type GridLayout, layoutOf, placeOf, runsBetween, stepTo } from "./grid-layout.ts";

const many = (count: number, ring = "", subnet = "") => Array.from({ length: count }, () => ({ ring, subnet }));
const headingsOf = ({ headings }: GridLayout) => headings.map(({ text, devices }) => `${text} ${devices}`);

test("a ring begins with its name, a subnet on a line of its own, and every cell is found where it is", () => {
  const cells = [...many(30, "pilots", "10.1"), ...many(3, "pilots", "10.2"), ...many(2, "rest", "10.2")];
  for (const width of [1000, 300, 150]) {
    const layout = layoutOf(cells, width);
    assert.deepEqual(headingsOf(layout), ["pilots 33", "10.1 30", "10.2 3", "rest 2", "10.2 2"]);
    for (const at of cells.keys()) {
      const { x, y } = placeOf(layout, at);
      assert.equal(cellAt(layout, x + 1, y + CELL_PX - 1), at);
      assert.ok(x + CELL_PX <= width && y + CELL_PX <= layout.height);
    }
    const places = new Set(cells.map((_, at) => JSON.stringify(placeOf(layout, at))));
    assert.equal(places.size, cells.length);
    const { x, y } = placeOf(layout, 34);
    assert.equal(cellAt(layout, x + CELL_PX + 1, y + 1), -1, "behind the last");
    const above = layout.headings.at(-1)!;
    assert.equal(cellAt(layout, above.x + 1, above.y + 1), -1, "where a subnet's name is");
    assert.equal(cellAt(layout, 1, 2), -1, "where a ring's name is");
  }
});

test("small subnets stand beside each other, and one that does not fit begins on a line of its own", () => {
  const layout = layoutOf([...many(3, "", "a"), ...many(4, "", "b"), ...many(30, "", "c")], 25 * CELL_PX);
  assert.deepEqual(
    layout.runs.map(({ first, count, x, y }) => [first, count, x / CELL_PX, y]),
    [
      [0, 3, 5, 0],
      [3, 4, 14, 0],
      [7, 20, 5, 28],
      [27, 10, 0, 56],
    ],
  );
});

test("without rings and subnets it is cells and nothing else", () => {
  const layout = layoutOf(many(25), 10 * CELL_PX);
  assert.deepEqual([layout.headings, layout.namePx, layout.height], [[], 0, 3 * CELL_PX]);
  assert.deepEqual([layoutOf([], 300).runs, layoutOf([], 300).height], [[], 0]);
});

test("what is between two heights are runs of which something is seen", () => {
  const layout = layoutOf(many(100), 10 * CELL_PX);
  const seen = (from: number, to: number) => runsBetween(layout, from, to).map(({ first }) => first / 10);
  assert.deepEqual(seen(0, 1), [0]);
  assert.deepEqual(seen(CELL_PX, 3 * CELL_PX), [1, 2]);
  assert.deepEqual(seen(CELL_PX - 1, 3 * CELL_PX + 1), [0, 1, 2, 3]);
  assert.equal(seen(0, 9999).length, 10);
});

test("keys lead to the nearest of the next line, also where these are not equally long, and not out of the grid", () => {
  const layout = layoutOf([...many(7, "a"), ...many(2, "b"), ...many(5, "c")], 5 * CELL_PX);
  const go = (...keys: string[]) => keys.reduce((at, key) => stepTo(layout, key, at)!, 4);
  assert.equal(go("ArrowDown"), 6, "the line below has two");
  assert.equal(go("ArrowDown", "ArrowDown"), 8);
  assert.equal(go("ArrowDown", "ArrowDown", "ArrowDown"), 10);
  assert.equal(go("ArrowUp"), 4);
  assert.equal(go("ArrowRight", "ArrowRight", "ArrowRight"), 7);
  assert.deepEqual([go("End"), go("End", "ArrowRight"), go("Home", "ArrowLeft"), go("PageDown")], [13, 13, 0, 13]);
  assert.equal(go("PageDown", "PageUp"), 4);
  assert.equal(stepTo(layout, "x", 4), undefined);
});
