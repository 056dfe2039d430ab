import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import { roomOf } from "./divide.ts";

/**
 * How many devices each ring has, where there are no devices yet, only their number.
 * @param known of rings by name: of groups and queries it has to be said
 * @returns the name of the first ring whose number is not known, where there is one
 */
export function sizesFor(
  rings: readonly RolloutRing[],
  total: number,
  known: Readonly<Record<string, number>>,
): number[] | { unknown: string } {
  const sizes: number[] = [];
  let reached = 0;
  for (const ring of rings) {
    const said = Object.hasOwn(known, ring.name) ? known[ring.name] : undefined;
    if (said === undefined && (ring.group !== undefined || ring.query !== undefined)) return { unknown: ring.name };
    const size = Math.min(said ?? roomOf(ring, total, reached), total - reached);
    reached += size;
    sizes.push(size);
  }
  return sizes;
}
