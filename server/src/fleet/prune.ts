import type { FleetApplySpec, FleetPlanItem } from "@shoal/protocol/api/fleet-plan";
import { FLEET_KINDS } from "@shoal/protocol/fleet/managed";
import { Refusal } from "../http/refusal.ts";
import { kindOf } from "./kinds.ts";
import { attempt, type FleetProblem, problemOf } from "./problems.ts";
import { refuseLacking } from "./refuse-lacking.ts";
import type { Run } from "./run.ts";
import { fleetStore, type StoredObject } from "./store.ts";

/**
 * Takes back what this source has applied before and does not declare any more: what names others before these, and groups for as long
 * as one more can go. What something else uses is refused with what uses it.
 */
export async function prune(run: Run, spec: FleetApplySpec, problems: FleetProblem[]): Promise<FleetPlanItem[]> {
  const { trx } = run;
  const declared = new Set(spec.objects.map(({ kind, name }) => `${kind} ${name}`));
  const those = (await fleetStore(trx).list({ source: spec.source })).filter(
    ({ kind, name }) => !declared.has(`${kind} ${name}`),
  );
  if (spec.objects.length === 0 && those.length > 0 && !spec.empty)
    throw new Refusal(
      "fleet-invalid",
      `these files declare nothing, and all ${those.length} things that ${spec.source} has applied would be deleted: say --empty where that is meant`,
    );
  const items: FleetPlanItem[] = [];
  let left = those.sort((a, b) => FLEET_KINDS.indexOf(b.kind) - FLEET_KINDS.indexOf(a.kind));
  for (;;) {
    const refused: { each: StoredObject; refusal: Refusal }[] = [];
    for (const each of left) {
      const done = await attempt(trx, async () => {
        const { taskId, byHand: _byHand, ...outcome } = await kindOf(each.kind).prune(run, each);
        await refuseLacking(run, each.kind, outcome);
        await fleetStore(trx).remove(each.kind, each.name);
        return {
          kind: each.kind,
          name: each.name,
          ...outcome,
          managed: each.managed,
          ...(taskId === undefined ? {} : { taskId: String(taskId) }),
        };
      });
      if (done instanceof Refusal) refused.push({ each, refusal: done });
      else items.push(done);
    }
    if (refused.length === left.length) {
      for (const { each, refusal } of refused) problems.push(problemOf(refusal, each));
      return items;
    }
    left = refused.map(({ each }) => each);
  }
}
