import { PERMISSION_NAMES, type Permission } from "./permissions.ts";

/**
 * What becomes of a permission where the role that holds it is given over groups of devices:
 * `narrowed` it holds for their devices and for what is about these; `whole` it is not about devices, and given as it is;
 * `left-out` it is about all devices or none, and not given; `refused` it reaches every device by another way, and a role that
 * holds it is not given over groups at all.
 */
const OVER_GROUPS = {
  "device.read": "narrowed",
  "device.write": "narrowed",
  "device.revoke": "narrowed",
  "enrolment.read": "left-out",
  "enrolment.write": "left-out",
  "authority.read": "left-out",
  "authority.write": "refused",
  "group.read": "narrowed",
  "group.write": "left-out",
  "fleet.read": "left-out",
  "fleet.apply": "left-out",
  "fleet.rules": "refused",
  "package.read": "whole",
  "release.publish": "refused",
  "release.recall": "refused",
  "channel.write": "refused",
  "trust.read": "left-out",
  "trust.write": "refused",
  "task.read": "narrowed",
  "task.write": "narrowed",
  "task.start": "narrowed",
  "task.cancel": "narrowed",
  "task.approve": "narrowed",
  "rollout.order": "narrowed",
  "rollout.approve": "narrowed",
  "setting.read": "left-out",
  "setting.write": "left-out",
  "setting.assign": "left-out",
  "secret.read": "left-out",
  "secret.write": "refused",
  "audit.read": "left-out",
  "audit.checkpoint": "left-out",
  "event.read": "left-out",
  "webhook.read": "left-out",
  "webhook.write": "refused",
  "siem.read": "left-out",
  "siem.write": "refused",
  "token.read": "whole",
  "token.write": "whole",
  "operator.read": "left-out",
  "operator.write": "refused",
  "server.read": "left-out",
} as const satisfies Record<Permission, "narrowed" | "whole" | "left-out" | "refused">;
type OverGroups = (typeof OVER_GROUPS)[Permission];

/** A role may be one of a later server: what is not known is not given. */
export function overGroups(permission: string): OverGroups {
  return Object.hasOwn(OVER_GROUPS, permission) ? OVER_GROUPS[permission as Permission] : "left-out";
}

/** What can be bound to groups. */
export const NARROWED = PERMISSION_NAMES.filter((name) => OVER_GROUPS[name] === "narrowed");

/** By which devices come into groups and leave them: whoever is bound to groups has none of these, whatever role holds it. */
export const DECIDE_GROUPS: ReadonlySet<Permission> = new Set([
  "group.write",
  "fleet.apply",
  "enrolment.write",
  "setting.write",
  "setting.assign",
]);
