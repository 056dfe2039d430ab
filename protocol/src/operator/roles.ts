import { PERMISSION_NAMES, type Permission } from "./permissions.ts";

/** A role is a set of permissions with a name. */
export interface Role {
  description: string;
  permissions: readonly Permission[];
}

const LOOK = PERMISSION_NAMES.filter((name) => name.endsWith(".read") && name !== "server.read");
const VIEWER = [...LOOK, "token.write", "audit.checkpoint"] as const satisfies Permission[];

/** Those that every server has; they cannot be changed. */
export const BUILT_IN_ROLES = {
  viewer: { description: "Sees everything, changes nothing", permissions: VIEWER },
  operator: {
    description: "Runs the fleet: devices, groups, settings, tasks",
    permissions: [
      ...VIEWER,
      "device.write",
      "device.revoke",
      "enrolment.write",
      "group.write",
      "fleet.apply",
      "task.write",
      "task.start",
      "task.cancel",
      "rollout.order",
      "setting.write",
      "setting.assign",
    ],
  },
  publisher: {
    description: "Publishes software, and says which release a channel points to",
    permissions: [...VIEWER, "release.publish", "release.recall", "channel.write"],
  },
  approver: {
    description: "Agrees to what others have ordered",
    permissions: [...VIEWER, "task.approve", "rollout.approve"],
  },
  admin: { description: "Everything", permissions: PERMISSION_NAMES },
} as const satisfies Record<string, Role>;
export type BuiltInRole = keyof typeof BUILT_IN_ROLES;

export function isBuiltInRole(name: string): name is BuiltInRole {
  return Object.hasOwn(BUILT_IN_ROLES, name);
}
