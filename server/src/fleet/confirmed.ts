import type { Targets } from "@shoal/protocol/task/task";
import type { Db } from "../db/schema.ts";
import type { QueryScope } from "../query/scope.ts";
import { reachOf } from "../task/confirm.ts";

/** What files say who know that a query matches every device: the count that a person would have confirmed. */
export async function confirmed(
  trx: Db,
  targets: Targets,
  scope: QueryScope,
  everyDevice: boolean | undefined,
): Promise<{ confirm?: number }> {
  return everyDevice ? { confirm: (await reachOf(trx, targets, scope)).devices } : {};
}
