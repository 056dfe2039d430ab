import Type, { type Static } from "typebox";
import { Label, QueryText } from "../device/label.ts";
import { LIMITS } from "../limits.ts";
import { PackageName, Version } from "../package/names.ts";
import { RolloutRings } from "../rollout/ring.ts";
import { SettingsOverride } from "../settings/settings.ts";
import { DELIVERIES, ORDER_KINDS, PRIORITY, TASK_KINDS, TASK_STATES, URGENCIES } from "./kinds.ts";
import { RetryPolicy } from "./retry.ts";

const closed = { additionalProperties: false } as const;
/** Which of two orders for a device holds, and which of two that wait goes first. */
export const Priority = Type.Integer({ ...PRIORITY, description: "-10 to 10; the higher one holds" });
export const CHANNEL_NAME = { pattern: "^[a-z0-9][a-z0-9._-]{0,63}$" } as const;
export const TaskKind = Type.Enum(TASK_KINDS);
export const OrderKind = Type.Enum(ORDER_KINDS);
export const Delivery = Type.Enum(DELIVERIES);
export const Urgency = Type.Enum(URGENCIES);
export const TaskState = Type.Enum(TASK_STATES);
export type TaskKind = (typeof TASK_KINDS)[number];
export type OrderKind = (typeof ORDER_KINDS)[number];
export type Delivery = (typeof DELIVERIES)[number];
export type Urgency = (typeof URGENCIES)[number];
export type TaskState = (typeof TASK_STATES)[number];

/** Which devices: all of them, a list, groups, or those that match; the union of what is named. What is to match narrows each other. */
export const Targets = Type.Object(
  {
    all: Type.Optional(Type.Boolean()),
    deviceIds: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 50_000 })),
    os: Type.Optional(Type.Array(Type.String({ maxLength: 32 }), { maxItems: 8 })),
    arch: Type.Optional(Type.Array(Type.String({ maxLength: 32 }), { maxItems: 8 })),
    formFactor: Type.Optional(Type.Array(Type.String({ maxLength: 32 }), { maxItems: 16 })),
    /** Part of the device's name, without regard to case. */
    name: Type.Optional(Type.String({ maxLength: 128 })),
    query: Type.Optional(QueryText),
    groups: Type.Optional(Type.Array(Label, { maxItems: 100 })),
    within: Type.Optional(
      Type.Array(Label, {
        minItems: 1,
        maxItems: LIMITS.groupsPerRole,
        uniqueItems: true,
        description:
          "Of all that is named, only who is in one of these groups. Whoever is bound to groups targets within them",
      }),
    ),
  },
  closed,
);
export type Targets = Static<typeof Targets>;

/** What an operator says who means a query that matches everything. */
export const Confirm = Type.Integer({
  minimum: 0,
  description: "How many devices are meant, where a query matches every one there is",
});

/** What an operator says to make a task. */
export const TaskSpec = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
    kind: TaskKind,
    delivery: Delivery,
    package: PackageName,
    version: Version,
    targets: Targets,
    /** Milliseconds from start until unfinished actions expire. */
    lifeMs: Type.Optional(Type.Integer({ minimum: 60_000, maximum: LIMITS.taskLifeMaxMs })),
    settings: Type.Optional(SettingsOverride),
    rings: Type.Optional(RolloutRings),
    dynamic: Type.Optional(
      Type.Boolean({ description: "A rollout that goes on to take devices that become targets later" }),
    ),
    priority: Type.Optional(Priority),
    retry: Type.Optional(RetryPolicy),
    confirm: Type.Optional(Confirm),
    keep: Type.Optional(
      Type.Boolean({ description: "Where it disappears it is put back, until the task is cancelled" }),
    ),
    channel: Type.Optional(
      Type.String({
        ...CHANNEL_NAME,
        description:
          "It follows this channel, which points to the version now; where that is moved, so are its devices",
      }),
    ),
    urgency: Type.Optional(
      Type.Enum(URGENCIES, {
        description:
          "available: a person at the device asks for it. required (default): in maintenance windows, people may put it off. immediate: at once",
      }),
    ),
    /** Milliseconds since 1970. What is available is required from then on, and nobody puts it off any longer. */
    deadlineMs: Type.Optional(Type.Integer({ minimum: 0, maximum: LIMITS.timeMs })),
  },
  closed,
);
export type TaskSpec = Static<typeof TaskSpec>;
