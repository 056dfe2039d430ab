import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import { orderOf } from "./order.ts";

/** Ids of the devices that a ring's group or query has; others than targets may be among them. */
export type RingMatches = (ring: RolloutRing) => ReadonlySet<string>;

/**
 * Which targets belong to which ring: each to the first that takes it. Percentages and counts take them in the rollout's own
 * order; a percentage until so many of all are reached.
 * @returns ids of each ring in that order; what no ring takes is in none of them
 */
export function divide(
  rings: readonly RolloutRing[],
  deviceIds: readonly string[],
  seed: number,
  matches: RingMatches,
): string[][] {
  const order = deviceIds
    .map((id) => ({ id, at: orderOf(seed, id) }))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  let left = order.map(({ id }) => id);
  return rings.map((ring) => {
    const taken = left.length;
    let members: string[];
    if (ring.group !== undefined || ring.query !== undefined) {
      const wanted = matches(ring);
      members = left.filter((id) => wanted.has(id));
      left = left.filter((id) => !wanted.has(id));
    } else {
      const room = roomOf(ring, deviceIds.length, deviceIds.length - taken);
      members = left.slice(0, room);
      left = left.slice(room);
    }
    return members;
  });
}

/** How many devices a ring takes that does not look at what they are. @param reached by the rings before it */
export function roomOf(ring: RolloutRing, total: number, reached: number): number {
  if (ring.percent !== undefined) return Math.max(0, shareOf(ring.percent, total) - reached);
  return ring.count ?? (ring.rest ? total - reached : 0);
}

/** A part of a device is one more device: one percent of thirty is one. */
export function shareOf(percent: number, total: number): number {
  return Math.ceil(Math.round(percent * total * 1000) / 100_000);
}
