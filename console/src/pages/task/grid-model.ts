import type { ActionState } from "@shoal/protocol/action/state";
import type { Counts } from "./counts.ts";

/** One device's part of a task, as the grid shows it. */
export interface Cell {
  actionId: string;
  deviceId: string;
  device: string;
  /** "" where the task has no rings. */
  ring: string;
  state: ActionState;
  reason: string;
  attempt: number;
  /** By the server's clock. */
  updatedMs: number;
}

/** What a report changes of a cell. */
export type CellChange = Pick<Cell, "actionId" | "deviceId" | "state" | "reason" | "updatedMs">;

/**
 * The devices of a task in an order that holds while one looks: by ring as the plan names them, then by name. Whoever comes later is
 * put at the end, and nothing moves under the eye.
 */
export class GridModel {
  readonly cells: Cell[];
  readonly #at = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  #version = 0;

  /** @param rings names of the rings, the first one first */
  constructor(cells: readonly Cell[], rings: readonly string[]) {
    const ringAt = new Map(rings.map((name, at) => [name, at]));
    const last = new Map<string, Cell>();
    // Of several attempts on a device the last one counts.
    for (const cell of cells)
      if ((last.get(cell.deviceId)?.attempt ?? 0) <= cell.attempt) last.set(cell.deviceId, cell);
    this.cells = [...last.values()].sort(
      (a, b) =>
        (ringAt.get(a.ring) ?? rings.length) - (ringAt.get(b.ring) ?? rings.length) ||
        a.device.localeCompare(b.device, "en", { numeric: true }) ||
        (a.deviceId < b.deviceId ? -1 : 1),
    );
    for (const [at, cell] of this.cells.entries()) this.#at.set(cell.deviceId, at);
  }

  get version(): number {
    return this.#version;
  }

  counts(): Counts {
    const counts: Record<string, number> = {};
    for (const { state } of this.cells) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  }

  /** @returns false where it is of a device or an attempt that is not here yet: the list has to be asked for anew */
  apply(change: CellChange): boolean {
    const at = this.#at.get(change.deviceId);
    const cell = at === undefined ? undefined : this.cells[at];
    if (at === undefined || cell === undefined) return false;
    // What was said before the list was read is in it already.
    if (change.updatedMs < cell.updatedMs) return true;
    // Another attempt has begun, of which only the list says which one it is.
    if (change.actionId !== cell.actionId) return Number(change.actionId) < Number(cell.actionId);
    this.cells[at] = { ...cell, ...change };
    this.#version++;
    for (const listener of this.#listeners) listener();
    return true;
  }

  onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
