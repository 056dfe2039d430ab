import type { RingMatches } from "@shoal/core/rollout/divide";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import { say } from "@shoal/protocol/sentence/say";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import type { QueryScope } from "../query/scope.ts";
import { targeted } from "../task/targets.ts";

/**
 * Devices of every ring that has a group or a query.
 * @throws Refusal where there is no such group, or the query cannot be read
 */
export async function ringMatches(db: Db, rings: readonly RolloutRing[], scope: QueryScope): Promise<RingMatches> {
  const found = new Map<RolloutRing, ReadonlySet<string>>();
  for (const ring of rings) {
    if (ring.group === undefined && ring.query === undefined) continue;
    const targets = ring.group === undefined ? { query: ring.query! } : { groups: [ring.group] };
    const devices = await targeted(db, targets, scope).catch((error: Error) => {
      throw error instanceof Refusal
        ? new Refusal("plan-invalid", say("plan-of-ring", { ring: ring.name, why: error.detail ?? error.message }))
        : error;
    });
    const rows = (await devices?.select("id").execute()) ?? [];
    found.set(ring, new Set(rows.map(({ id }) => id)));
  }
  return (ring) => found.get(ring) ?? new Set();
}
