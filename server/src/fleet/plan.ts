import { createHash } from "node:crypto";
import { canonical } from "@shoal/core/fleet/changes";
import type { FleetApplySpec, FleetPlan, FleetPlanItem } from "@shoal/protocol/api/fleet-plan";

/** A plan of what was done; its digest is of what a person agrees to: things, fields and numbers of devices. */
export function planOf({ source, revision }: FleetApplySpec, items: FleetPlanItem[], devices: number): FleetPlan {
  const counts = { create: 0, change: 0, same: 0, delete: 0, forget: 0 };
  for (const { verb } of items) counts[verb]++;
  // Numbers that a task would have are those of the moment, and who is offline changes from minute to minute.
  const agreed = items.map(({ managed: _managed, effects: _effects, taskId: _taskId, ...item }) => item);
  return {
    source,
    ...(revision === undefined ? {} : { revision }),
    digest: createHash("sha256").update(canonical({ source, agreed, devices })).digest("hex"),
    items,
    counts,
    devices,
  };
}
