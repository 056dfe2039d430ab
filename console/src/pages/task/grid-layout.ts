import type { Cell } from "./grid-model.ts";

export const CELL_PX = 24;
const RING_PX = 30;
/** What a subnet's name takes of a line, in cells: all of it begins at the same places. */
const NAME_CELLS = 5;
const LONG_NAME_CELLS = 7;
const LONG_NAME_CHARS = 18;
/** Where there is room, cells that go on below their first line leave the place of the name free. */
const ROOM_PX = 640;
/** Between lines, where subnets have names: so that one sees what goes on and what begins. */
const GAP_PX = 4;

/** What stands before or above the cells. */
export interface Heading {
  kind: "ring" | "subnet";
  text: string;
  /** How many devices are below it. */
  devices: number;
  x: number;
  y: number;
}
/** Cells beside each other, all of one ring and one subnet. */
export interface Run {
  first: number;
  count: number;
  x: number;
  y: number;
}
export interface GridLayout {
  width: number;
  height: number;
  namePx: number;
  /** In the order of the cells, from the left to the right and from the top to the bottom. */
  runs: readonly Run[];
  headings: readonly Heading[];
}

/**
 * Where each cell is. A ring begins with its name on a line of its own, a subnet with its name before its cells; small ones stand beside each
 * other, so that hundreds of them do not take hundreds of lines.
 */
export function layoutOf(cells: readonly Pick<Cell, "ring" | "subnet">[], widthPx: number): GridLayout {
  const columns = Math.max(1, Math.floor(widthPx / CELL_PX));
  const longest = cells.reduce((most, { subnet }) => Math.max(most, subnet.length), 0);
  const name = longest === 0 ? 0 : longest < LONG_NAME_CHARS ? NAME_CELLS : LONG_NAME_CELLS;
  const indent = widthPx < ROOM_PX ? 0 : name;
  const linePx = CELL_PX + (name === 0 ? 0 : GAP_PX);
  const runs: Run[] = [];
  const headings: Heading[] = [];
  let [y, column] = [0, 0];
  const newLine = (at: number) => {
    y += linePx;
    column = at;
  };
  for (let at = 0; at < cells.length; ) {
    const { ring, subnet } = cells[at]!;
    if (ring !== "" && (at === 0 || cells[at - 1]!.ring !== ring)) {
      if (column > 0) newLine(0);
      const devices = runFrom(cells, at, (cell) => cell.ring === ring);
      headings.push({ kind: "ring", text: ring, devices, x: 0, y });
      y += RING_PX;
    }
    const devices = runFrom(cells, at, (cell) => cell.ring === ring && cell.subnet === subnet);
    if (column > 0 && column + name + devices > columns) newLine(0);
    if (name > 0) {
      headings.push({ kind: "subnet", text: subnet, devices, x: column * CELL_PX, y });
      column += name;
    }
    for (const end = at + devices; at < end; ) {
      if (column >= columns) newLine(indent);
      const count = Math.max(1, Math.min(columns - column, end - at));
      runs.push({ first: at, count, x: column * CELL_PX, y });
      at += count;
      column += count;
    }
    // A free cell before the next name.
    if (name > 0) column++;
  }
  return {
    width: columns * CELL_PX,
    height: cells.length === 0 ? 0 : y + linePx,
    namePx: name * CELL_PX,
    runs,
    headings,
  };
}

function runFrom<T>(cells: readonly T[], from: number, same: (cell: T) => boolean): number {
  let at = from;
  while (at < cells.length && same(cells[at]!)) at++;
  return at - from;
}

/** The last run for which it holds; those for which it does come first. */
function lastRun(runs: readonly Run[], holds: (run: Run) => boolean): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(runs[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Runs of which something is between these heights. */
export function runsBetween({ runs }: GridLayout, fromPx: number, toPx: number): readonly Run[] {
  return runs.slice(lastRun(runs, ({ y }) => y + CELL_PX <= fromPx) + 1, lastRun(runs, ({ y }) => y < toPx) + 1);
}

export function placeOf({ runs }: GridLayout, cell: number): { x: number; y: number } {
  const { first, x, y } = runs[lastRun(runs, (run) => run.first <= cell)]!;
  return { x: x + (cell - first) * CELL_PX, y };
}

/** @returns -1 where there is none */
export function cellAt({ runs }: GridLayout, x: number, y: number): number {
  const run = runs[lastRun(runs, (each) => each.y + CELL_PX <= y || (each.y <= y && each.x <= x))];
  const column = run === undefined ? -1 : Math.floor((x - run.x) / CELL_PX);
  if (run === undefined || y < run.y || y >= run.y + CELL_PX || column >= run.count) return -1;
  return run.first + column;
}

/** The cell of a line that is nearest to a place. */
function nearest(layout: GridLayout, y: number, x: number): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (const run of runsBetween(layout, y, y + 1)) {
    const column = Math.max(0, Math.min(run.count - 1, Math.round((x - run.x) / CELL_PX)));
    const away = Math.abs(run.x + column * CELL_PX - x);
    if (away < least) [best, least] = [run.first + column, away];
  }
  return best;
}

const PAGE_LINES = 10;

/** Where a key leads from a cell; undefined: it is none of the grid's. */
export function stepTo(layout: GridLayout, key: string, cell: number): number | undefined {
  const { runs } = layout;
  const last = (runs.at(-1)?.first ?? 0) + (runs.at(-1)?.count ?? 1) - 1;
  const lines = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE_LINES, PageUp: -PAGE_LINES }[key];
  if (lines !== undefined) {
    if (runs.length === 0) return 0;
    const { x, y } = placeOf(layout, Math.max(0, cell));
    let to = y;
    for (let gone = 0; gone < Math.abs(lines); gone++) {
      const next = lines > 0 ? runs[lastRun(runs, (run) => run.y <= to) + 1] : runs[lastRun(runs, (run) => run.y < to)];
      to = next?.y ?? to;
    }
    return to === y ? cell : nearest(layout, to, x);
  }
  const to = { ArrowRight: cell + 1, ArrowLeft: cell - 1, Home: 0, End: last }[key];
  return to === undefined ? undefined : Math.max(0, Math.min(last, to));
}
