import { ACTION_LOOKS, TONES, type Tone } from "../../ui/action-look.ts";
import type { Cell } from "./grid-model.ts";

export const CELL_PX = 24;
const GAP_PX = 2;

export const columnsOf = (widthPx: number): number => Math.max(1, Math.floor(widthPx / CELL_PX));
export const heightOf = (cells: number, columns: number): number => Math.ceil(cells / columns) * CELL_PX;

/** The tones of the theme that is on. */
export function tonesOf(element: Element): Record<Tone, string> {
  const style = getComputedStyle(element);
  return Object.fromEntries(TONES.map((tone) => [tone, style.getPropertyValue(`--tone-${tone}`).trim()])) as Record<
    Tone,
    string
  >;
}

/**
 * Paints the rows of cells that are seen, and nothing else, so that ten thousand cost no more than a screen.
 * @param fromPx top of what is seen
 * @param toPx its bottom
 * @param focus the cell that the keyboard is at; -1: none
 */
export function paintGrid(
  context: CanvasRenderingContext2D,
  cells: readonly Cell[],
  columns: number,
  tones: Record<Tone, string>,
  { fromPx, toPx, focus, ink }: { fromPx: number; toPx: number; focus: number; ink: string },
): void {
  const first = Math.max(0, Math.floor(fromPx / CELL_PX)) * columns;
  const last = Math.min(cells.length, Math.ceil(toPx / CELL_PX) * columns);
  context.clearRect(0, fromPx - CELL_PX, columns * CELL_PX, toPx - fromPx + 2 * CELL_PX);
  context.font = "13px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (let at = first; at < last; at++) {
    const { sign, tone } = ACTION_LOOKS[cells[at]!.state];
    const x = (at % columns) * CELL_PX;
    const y = Math.floor(at / columns) * CELL_PX;
    context.globalAlpha = 0.18;
    context.fillStyle = tones[tone];
    context.fillRect(x + GAP_PX / 2, y + GAP_PX / 2, CELL_PX - GAP_PX, CELL_PX - GAP_PX);
    context.globalAlpha = 1;
    context.fillText(sign, x + CELL_PX / 2, y + CELL_PX / 2 + 1);
    if (at === focus) {
      context.strokeStyle = ink;
      context.lineWidth = 2;
      context.strokeRect(x + 1, y + 1, CELL_PX - 2, CELL_PX - 2);
    }
  }
}
