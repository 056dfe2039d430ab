import Type, { type Static } from "typebox";
import { LIMITS } from "../limits.ts";
import { PackageName, Version } from "../package/release.ts";
import { SettingsOverride } from "../settings/settings.ts";

const closed = { additionalProperties: false } as const;
export const TASK_KINDS = ["install", "remove", "precache"] as const;
export const DELIVERIES = ["pull", "push"] as const;
/** How much a device's people and its maintenance windows can hold it back. */
export const URGENCIES = ["available", "required", "immediate"] as const;
export const TASK_STATES = ["draft", "running", "finished", "cancelled"] as const;
export const TaskKind = Type.Enum(TASK_KINDS);
export const Delivery = Type.Enum(DELIVERIES);
export const Urgency = Type.Enum(URGENCIES);
export const TaskState = Type.Enum(TASK_STATES);
export type TaskKind = (typeof TASK_KINDS)[number];
export type Delivery = (typeof DELIVERIES)[number];
export type Urgency = (typeof URGENCIES)[number];
export type TaskState = (typeof TASK_STATES)[number];

/** Which devices: all of them, a list, or those that match; the union of what is named. */
export const Targets = Type.Object(
  {
    all: Type.Optional(Type.Boolean()),
    deviceIds: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 50_000 })),
    os: Type.Optional(Type.Array(Type.String({ maxLength: 32 }), { maxItems: 8 })),
    arch: Type.Optional(Type.Array(Type.String({ maxLength: 32 }), { maxItems: 8 })),
    formFactor: Type.Optional(Type.Array(Type.String({ maxLength: 32 }), { maxItems: 16 })),
    /** Part of the device's name, without regard to case. */
    name: Type.Optional(Type.String({ maxLength: 128 })),
  },
  closed,
);
export type Targets = Static<typeof Targets>;

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
