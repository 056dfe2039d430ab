import type { FleetPlanItem } from "@shoal/protocol/api/fleet-plan";
import type { FleetKind } from "@shoal/protocol/fleet/managed";
import type { Permission } from "@shoal/protocol/operator/permissions";
import type { Run } from "./run.ts";

/** What another order to the same thing would need: files are no way around that. */
const NEEDS: Record<FleetKind, readonly Permission[]> = {
  "fleet-rules": ["fleet.rules"],
  channel: ["channel.write"],
  group: ["group.write"],
  labels: ["device.write"],
  "setting-set": ["setting.write", "setting.assign"],
  task: ["task.write", "task.start", "task.cancel"],
};

/** @throws Refusal where something would be changed, and whoever applies it may not change such things */
export async function refuseLacking(
  { orders, trx }: Run,
  kind: FleetKind,
  { verb }: Pick<FleetPlanItem, "verb">,
): Promise<void> {
  if (verb === "same") return;
  for (const permission of NEEDS[kind]) await orders.hooks.also(orders.request, permission, trx);
}
