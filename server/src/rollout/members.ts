import { checkSizes } from "@shoal/core/rollout/check-sizes";
import { divide } from "@shoal/core/rollout/divide";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import type { Targets } from "@shoal/protocol/task/task";
import type { Db } from "../db/schema.ts";
import { targeted } from "../task/targets.ts";
import { ringMatches } from "./matches.ts";
import { refusePlan } from "./refuse-plan.ts";

export interface Members {
  /** Ids of the devices of each ring. */
  rings: string[][];
  /** Targets that are in no ring. */
  leftOut: number;
}

/**
 * Which targets belong to which ring, as things are now.
 * @param seed of the order in which devices are taken: a task's own number, so that it is the same whenever it is asked
 * @throws Refusal where a ring of some targets would have none of them
 */
export async function ringMembers(
  db: Db,
  rings: readonly RolloutRing[],
  targets: Targets,
  seed: number,
): Promise<Members> {
  const found = await targeted(db, targets)?.select("id").execute();
  const ids = (found ?? []).map((row) => row.id);
  // Nobody yet: a draft may be made before its devices are there.
  if (ids.length === 0) return { rings: rings.map(() => []), leftOut: 0 };
  const members = divide(rings, ids, seed, await ringMatches(db, rings));
  const sizes = members.map((each) => each.length);
  refusePlan(checkSizes(rings, sizes, ids.length));
  return { rings: members, leftOut: ids.length - sizes.reduce((sum, size) => sum + size, 0) };
}
