import type { RingBucket } from "@shoal/protocol/rollout/state";
import type { NewEvent } from "../event/outbox.ts";

/** Devices of a ring that count as something else since a transaction began. */
export interface Move {
  taskId: number;
  ring: number;
  from: RingBucket;
  to: RingBucket;
  count: number;
}

/**
 * What a transaction has changed, and what is still to follow from that. Whoever changes actions writes it in here;
 * `rollout/settle.ts` brings it to its end inside the same transaction.
 */
export class Aftermath {
  /** Not counted yet. */
  readonly moves: Move[] = [];
  /** Actions that have ended, and that others may have waited for. */
  readonly ended = new Set<number>();
  /** Tasks of which an action has ended. */
  readonly touched = new Set<number>();
  readonly events: NewEvent[] = [];
  /** Devices for which there is something new: rung after the commit. */
  readonly deviceIds = new Set<string>();
  /** Open actions of other tasks that were stopped for what was handed out. */
  superseded = 0;

  moved(move: Move): void {
    if (move.from === move.to || move.count === 0) return;
    const { taskId, ring, from, to } = move;
    const same = this.moves.find(
      (each) => each.taskId === taskId && each.ring === ring && each.from === from && each.to === to,
    );
    if (same) same.count += move.count;
    else this.moves.push({ ...move });
  }
}
