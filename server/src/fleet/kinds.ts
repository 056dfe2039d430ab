import type { FleetKind } from "@shoal/protocol/fleet/managed";
import type { FleetObject } from "@shoal/protocol/fleet/object";
import { channelKind } from "./kind-channel.ts";
import { groupKind } from "./kind-group.ts";
import { labelsKind } from "./kind-labels.ts";
import { rulesKind } from "./kind-rules.ts";
import { setKind } from "./kind-set.ts";
import { taskKind } from "./kind-task.ts";
import type { Kind } from "./run.ts";

const KINDS = {
  "fleet-rules": rulesKind,
  channel: channelKind,
  group: groupKind,
  labels: labelsKind,
  "setting-set": setKind,
  task: taskKind,
} satisfies { [K in FleetKind]: Kind<Extract<FleetObject, { kind: K }>> };

/** How objects of this kind are applied and taken back. */
export function kindOf(kind: FleetKind): Kind<FleetObject> {
  return KINDS[kind] as unknown as Kind<FleetObject>;
}
