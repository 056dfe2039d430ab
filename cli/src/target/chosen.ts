import type { Targets } from "@shoal/protocol/task/task";
import { type Api, answerOf } from "../api/client.ts";
import { pointing } from "../query/check.ts";
import { resolveTargets, type TargetOptions } from "./options.ts";

/**
 * Which devices an order is for, as its body says it. With `--yes` it also says how many these are, for the case that the query turns out
 * to match every one there is.
 */
export async function chosenTargets(api: Api, options: TargetOptions): Promise<{ targets: Targets; confirm?: number }> {
  const targets = await resolveTargets(api, options);
  if (!options.yes || targets.query === undefined) return { targets };
  const counting = answerOf(api.POST("/api/v1/targets/count", { body: { targets } }));
  return { targets, confirm: (await pointing(targets.query, counting)).devices };
}
