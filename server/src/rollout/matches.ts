import type { RingMatches } from "@shoal/core/rollout/divide";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";

/**
 * Devices of every ring that has a group or a query.
 * @throws Refusal where there is no such group, or the query cannot be read
 */
export async function ringMatches(_db: Db, rings: readonly RolloutRing[]): Promise<RingMatches> {
  const asking = rings.find((ring) => ring.group !== undefined || ring.query !== undefined);
  if (asking) {
    const what = asking.group === undefined ? `query "${asking.query}"` : `group "${asking.group}"`;
    throw new Refusal("plan-invalid", `ring "${asking.name}": there is no ${what} on this server`);
  }
  return () => new Set();
}
