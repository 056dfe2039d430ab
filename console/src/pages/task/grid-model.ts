import type { ActionState } from "@shoal/protocol/action/state";
import type { Counts } from "./counts.ts";

/** One device's part of a task, as the grid shows it. */
export interface Cell {
  actionId: string;
  deviceId: string;
  device: string;
  /** "" where the task has no rings. */
  ring: string;
  /** "" where it is not known. */
  subnet: string;
  state: ActionState;
  reason: string;
  attempt: number;
  /** By the server's clock. */
  updatedMs: number;
}

/** What a report changes of a cell. */
export type CellChange = Pick<Cell, "actionId" | "deviceId" | "state" | "reason" | "updatedMs">;

interface Options {
  /** What was seen until now: who is in it keeps its place. */
  before?: GridModel | undefined;
  /** When to say that something has changed: once for all that has until then. */
  soon?: (tell: () => void) => void;
}

const { compare } = new Intl.Collator("en", { numeric: true });

/**
 * The devices of a task in an order that holds while one looks: by ring as the plan names them, by subnet, then by name. Whoever comes
 * later is put at the end, and nothing moves under the eye.
 */
export class GridModel {
  readonly cells: Cell[];
  readonly rings: readonly string[];
  readonly #at = new Map<string, number>();
  readonly #counts: Record<string, number> = {};
  readonly #listeners = new Set<(changed: readonly number[]) => void>();
  readonly #soon: NonNullable<Options["soon"]>;
  readonly #changed = new Set<number>();
  #version = 0;

  /** @param rings names of the rings, the first one first */
  constructor(cells: readonly Cell[], rings: readonly string[], { before, soon = (tell) => tell() }: Options = {}) {
    this.rings = rings;
    this.#soon = soon;
    const ringAt = new Map(rings.map((name, at) => [name, at]));
    const last = new Map<string, Cell>();
    // Of several attempts on a device the last one counts.
    for (const cell of cells)
      if ((last.get(cell.deviceId)?.attempt ?? 0) <= cell.attempt) last.set(cell.deviceId, cell);
    const stays = (before?.cells ?? []).flatMap(({ deviceId, ring, subnet }) => {
      const cell = last.get(deviceId);
      last.delete(deviceId);
      // What it stands below is where it was found first: a device that goes elsewhere takes no place from others.
      return cell === undefined ? [] : [{ ...cell, ring, subnet }];
    });
    const comes = [...last.values()].sort(
      (a, b) =>
        (ringAt.get(a.ring) ?? rings.length) - (ringAt.get(b.ring) ?? rings.length) ||
        compare(a.subnet, b.subnet) ||
        compare(a.device, b.device) ||
        (a.deviceId < b.deviceId ? -1 : 1),
    );
    this.cells = [...stays, ...comes];
    for (const [at, { deviceId, state }] of this.cells.entries()) {
      this.#at.set(deviceId, at);
      this.#counts[state] = (this.#counts[state] ?? 0) + 1;
    }
  }

  get version(): number {
    return this.#version;
  }

  counts(): Counts {
    return this.#counts;
  }

  find(deviceId: string): Cell | undefined {
    return this.cells[this.#at.get(deviceId) ?? -1];
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
    this.#count(cell.state, -1);
    this.#count(change.state, 1);
    this.cells[at] = { ...cell, ...change };
    if (this.#changed.size === 0) this.#soon(this.#tell);
    this.#changed.add(at);
    return true;
  }

  /** Tells which cells are others than before. */
  onChange = (listener: (changed: readonly number[]) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #count(state: ActionState, by: number): void {
    const count = (this.#counts[state] ?? 0) + by;
    if (count === 0) delete this.#counts[state];
    else this.#counts[state] = count;
  }

  #tell = (): void => {
    const changed = [...this.#changed];
    this.#changed.clear();
    this.#version++;
    for (const listener of this.#listeners) listener(changed);
  };
}
