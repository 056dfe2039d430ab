import { type Order, whichHolds } from "./conflict.ts";

/** An order that is about to be handed out, and one that is open on the same device. */
export interface Rivals<Id> {
  freshId: Id;
  fresh: Order;
  openId: Id;
  open: Order;
}

/**
 * What comes of orders that are about to be handed out beside what is open: one that loses against anything ends, and pushes nothing
 * away itself.
 */
export function contend<Id, Pair extends Rivals<Id>>(
  pairs: readonly Pair[],
): {
  /** By the order that loses: against what. */
  lost: Map<Id, Pair>;
  /** Whose open order is stopped. */
  beaten: Pair[];
} {
  const lost = new Map<Id, Pair>();
  const judged = pairs.map((pair) => ({ pair, holds: whichHolds(pair.open, pair.fresh) }));
  for (const { pair, holds } of judged) if (holds === "open") lost.set(pair.freshId, pair);
  const beaten = judged.filter(({ pair, holds }) => holds === "fresh" && !lost.has(pair.freshId));
  return { lost, beaten: beaten.map(({ pair }) => pair) };
}
