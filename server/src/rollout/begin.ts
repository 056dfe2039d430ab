import { newRollout } from "@shoal/core/rollout/state";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import { say } from "@shoal/protocol/sentence/say";
import type { Targets } from "@shoal/protocol/task/task";
import type { Aftermath } from "../action/aftermath.ts";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import type { QueryScope } from "../query/scope.ts";
import { scheduleRing } from "../task/start.ts";
import type { StartedTask } from "../task/started.ts";
import { ringMembers } from "./members.ts";
import { feed } from "./settle.ts";
import { rolloutStore } from "./store.ts";

/**
 * Stores whom each ring has, as actions that are scheduled, and opens the first. They are actions, and no list of their own, so
 * that whatever ends an action before its time (a cancel, another task, a device that is gone) ends these too, and a device shows
 * what is coming. To be run inside the transaction that starts the task, and to be followed by `settle`.
 */
export async function beginRollout(
  trx: Db,
  task: StartedTask,
  spec: { rings: RolloutRing[]; dynamic: boolean; targets: Targets; startedBy: string },
  scope: QueryScope,
  aftermath: Aftermath,
): Promise<void> {
  const { nowMs } = scope;
  const members = await ringMembers(trx, spec.rings, spec.targets, task.id, scope);
  if (members.rings.every((ring) => ring.length === 0)) throw new Refusal("no-targets", say("no-device-targeted"));
  for (const [ring, deviceIds] of members.rings.entries()) await scheduleRing(trx, task, ring, deviceIds, nowMs);
  const sizes = members.rings.map((ring) => ring.length);
  const plan = { rings: spec.rings, dynamic: spec.dynamic };
  await rolloutStore(trx).add(task.id, plan, newRollout(sizes, spec.startedBy, nowMs), members.leftOut);
  await feed(trx, task.id, [{ type: "start" }], nowMs, aftermath);
}
