import { ACTION_LOOKS, TONES, type Tone } from "../../ui/action-look.ts";
import { CELL_PX, type GridLayout, placeOf, runsBetween } from "./grid-layout.ts";
import type { Cell } from "./grid-model.ts";

const GAP_PX = 2;
const NAME_GAP_PX = 8;

export interface Colours {
  tones: Record<Tone, string>;
  ink: string;
}

/** Those of the theme that is on. */
export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  const tones = TONES.map((tone) => [tone, style.getPropertyValue(`--tone-${tone}`).trim()]);
  return { tones: Object.fromEntries(tones) as Record<Tone, string>, ink: style.color };
}

interface Scene extends Colours {
  cells: readonly Cell[];
  layout: GridLayout;
  /** The cell that the keyboard is at; -1: none. */
  focus: number;
  words: { ring: (name: string, devices: number) => string; subnet: (name: string, devices: number) => string };
}

/** Paints what lies between two heights of the grid, and nothing else: ten thousand cells cost no more than a screen. */
export function paintGrid(context: CanvasRenderingContext2D, scene: Scene, fromPx: number, toPx: number): void {
  const { layout, tones, ink, words } = scene;
  context.clearRect(0, fromPx, layout.width, toPx - fromPx);
  context.textBaseline = "middle";
  context.textAlign = "left";
  for (const { kind, text, devices, x, y } of layout.headings) {
    if (y > toPx || y + 2 * CELL_PX < fromPx) continue;
    const isRing = kind === "ring";
    context.fillStyle = isRing ? ink : tones.neutral;
    context.font = isRing ? "600 14px system-ui, sans-serif" : "12px system-ui, sans-serif";
    const room = isRing ? layout.width : layout.namePx - NAME_GAP_PX;
    context.fillText(words[kind](text, devices), x, y + CELL_PX / 2 + (isRing ? 2 : 1), room);
  }
  context.textAlign = "center";
  context.font = CELL_FONT;
  for (const run of runsBetween(layout, fromPx, toPx))
    for (let at = 0; at < run.count; at++) paintCell(context, scene, run.first + at, run.x + at * CELL_PX, run.y);
}

/** Paints these alone, where they are between the two heights. */
export function repaintCells(
  context: CanvasRenderingContext2D,
  scene: Scene,
  changed: readonly number[],
  [fromPx, toPx]: readonly [number, number],
): void {
  context.textBaseline = "middle";
  context.textAlign = "center";
  context.font = CELL_FONT;
  for (const at of changed) {
    const { x, y } = placeOf(scene.layout, at);
    if (y + CELL_PX <= fromPx || y >= toPx) continue;
    context.clearRect(x, y, CELL_PX, CELL_PX);
    paintCell(context, scene, at, x, y);
  }
}

const CELL_FONT = "13px system-ui, sans-serif";

function paintCell(
  context: CanvasRenderingContext2D,
  { cells, tones, ink, focus }: Scene,
  at: number,
  x: number,
  y: number,
): void {
  const { sign, tone } = ACTION_LOOKS[cells[at]!.state];
  context.globalAlpha = 0.18;
  context.fillStyle = tones[tone];
  context.fillRect(x + GAP_PX / 2, y + GAP_PX / 2, CELL_PX - GAP_PX, CELL_PX - GAP_PX);
  context.globalAlpha = 1;
  context.fillText(sign, x + CELL_PX / 2, y + CELL_PX / 2 + 1);
  if (at !== focus) return;
  context.strokeStyle = ink;
  context.lineWidth = 2;
  context.strokeRect(x + 1, y + 1, CELL_PX - 2, CELL_PX - 2);
}
