import Type, { type Static } from "typebox";
import { Label, QueryText } from "../device/label.ts";
import { Managed } from "../fleet/managed.ts";
import { LIMITS } from "../limits.ts";
import { Confirm, Targets } from "../task/task.ts";
import { TimeMs } from "./page.ts";

const closed = { additionalProperties: false } as const;

export const GroupParams = Type.Object({ name: Label }, closed);

/** What an operator says a group is. What is not said stays as it is; a new group without anything is an empty list. */
export const GroupSpec = Type.Object(
  {
    description: Type.Optional(Type.String({ maxLength: 500 })),
    query: Type.Optional(QueryText),
    devices: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 128 }), {
        maxItems: LIMITS.groupDevices,
        description: "Ids or names; makes a list of it, of exactly these",
      }),
    ),
    version: Type.Optional(
      Type.Integer({
        minimum: 0,
        description:
          "Of the group that this replaces, 0 where there is none yet; refused where another change came first",
      }),
    ),
    confirm: Type.Optional(Confirm),
  },
  closed,
);
export type GroupSpec = Static<typeof GroupSpec>;

export const GroupRow = Type.Object(
  {
    name: Label,
    description: Type.String(),
    /** Who is in it is asked anew whenever it is used; absent for a list. */
    query: Type.Optional(QueryText),
    devices: Type.Integer({ description: "In it now, without those that are retired" }),
    retired: Type.Integer({ description: "In it, but retired, so that no task reaches them" }),
    /** Counts the changes, from 1. */
    version: Type.Integer(),
    createdMs: TimeMs,
    createdBy: Type.String(),
    updatedMs: TimeMs,
    updatedBy: Type.String(),
    managed: Type.Optional(Managed),
  },
  closed,
);
export type GroupRow = Static<typeof GroupRow>;

/** A group that a device is in. */
export const DeviceGroup = Type.Pick(GroupRow, ["name", "description", "query"], closed);
export type DeviceGroup = Static<typeof DeviceGroup>;

export const GroupDetail = Type.Object(
  {
    ...GroupRow.properties,
    /** What keeps it from being deleted: other groups and tasks that are not over, in words. */
    usedBy: Type.Array(Type.String()),
  },
  closed,
);
export type GroupDetail = Static<typeof GroupDetail>;

export const MembersSpec = Type.Object({ targets: Targets, confirm: Type.Optional(Confirm) }, closed);
export const MembersChanged = Type.Object(
  { group: GroupRow, devices: Type.Integer({ description: "That were not in it before, or are not any more" }) },
  closed,
);
