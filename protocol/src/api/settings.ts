import Type, { type Static } from "typebox";
import { Managed } from "../fleet/managed.ts";
import { LIMITS } from "../limits.ts";
import { SETTING_KEYS, type SettingKey } from "../settings/rows.ts";
import { SettingsOverride } from "../settings/settings.ts";
import { Confirm, Targets } from "../task/task.ts";
import { TimeMs } from "./page.ts";

const closed = { additionalProperties: false } as const;

export const SettingSetName = Type.String({
  pattern: "^[A-Za-z0-9](?:[A-Za-z0-9 ._-]{0,62}[A-Za-z0-9])?$",
  description:
    "Up to 64 letters, digits, blanks, dots, dashes and underscores; begins and ends with a letter or a digit",
});
export const SettingSetParams = Type.Object({ name: SettingSetName }, closed);

/** What an operator says a set is; it replaces the whole of it. */
export const SettingSetSpec = Type.Object(
  {
    description: Type.Optional(Type.String({ maxLength: 500 })),
    values: SettingsOverride,
    version: Type.Optional(
      Type.Integer({
        minimum: 0,
        description:
          "Of the set that this replaces, 0 where there is none yet; refused where another change came first",
      }),
    ),
  },
  closed,
);
export type SettingSetSpec = Static<typeof SettingSetSpec>;

export const SettingSetRow = Type.Object(
  {
    name: SettingSetName,
    description: Type.String(),
    values: SettingsOverride,
    /** Counts the changes, from 1. */
    version: Type.Integer(),
    createdMs: TimeMs,
    createdBy: Type.String(),
    updatedMs: TimeMs,
    updatedBy: Type.String(),
    devices: Type.Integer({ description: "That it is assigned to" }),
    inForce: Type.Integer({ description: "Of these, those that said that they run with it as it is now" }),
    managed: Type.Optional(Managed),
  },
  closed,
);
export type SettingSetRow = Static<typeof SettingSetRow>;

export const SettingSetTargets = Type.Object({ targets: Targets, confirm: Type.Optional(Confirm) }, closed);
export const SettingSetAffected = Type.Object(
  { set: SettingSetRow, devices: Type.Integer({ description: "Whose set is another one now" }) },
  closed,
);

export const ReachQuery = Type.Object(
  { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.pageRows })) },
  closed,
);
export const SettingSetReach = Type.Object(
  {
    name: SettingSetName,
    version: Type.Integer(),
    devices: Type.Integer(),
    inForce: Type.Integer(),
    /** Without it in force: connected now, so that it is a matter of seconds. */
    connected: Type.Integer(),
    /** Without it in force: they get it at their next check-in. */
    away: Type.Integer(),
    /** Devices without it in force, those that were heard from last come first. */
    items: Type.Array(
      Type.Object(
        { deviceId: Type.String(), device: Type.String(), online: Type.Boolean(), lastSeenMs: TimeMs },
        closed,
      ),
    ),
    truncated: Type.Boolean(),
  },
  closed,
);
export type SettingSetReach = Static<typeof SettingSetReach>;

const Key = Type.Enum(SETTING_KEYS as [SettingKey, ...SettingKey[]]);
const Sided = Type.Object({ value: Type.Unknown(), from: Type.String() }, closed);
export const SettingSetDiffSpec = Type.Object({ values: SettingsOverride }, closed);
/** What a set would change if it had these values: one row a key that is given, taken away, or another. */
export const SettingSetDiff = Type.Object(
  {
    name: SettingSetName,
    /** Absent where there is no such set yet. */
    version: Type.Optional(Type.Integer()),
    devices: Type.Integer(),
    changes: Type.Array(
      Type.Object(
        {
          key: Key,
          before: Sided,
          after: Sided,
          devices: Type.Integer({ description: "On which the value becomes another one" }),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type SettingSetDiff = Static<typeof SettingSetDiff>;

export const DeviceSettingsQuery = Type.Object(
  {
    task: Type.Optional(
      Type.String({ pattern: "^[0-9]{1,15}$", description: "With what this task overrides laid over them" }),
    ),
  },
  closed,
);
/** Every setting of a device, and where its value comes from: `built-in`, `set NAME`, `task ID`. */
export const DeviceSettings = Type.Object(
  {
    deviceId: Type.String(),
    device: Type.String(),
    set: Type.Optional(SettingSetName),
    version: Type.Optional(Type.Integer()),
    /** The device said that it runs with these. */
    inForce: Type.Boolean(),
    /** When the device last began to run with other settings. */
    reportedMs: Type.Optional(TimeMs),
    items: Type.Array(Type.Object({ key: Key, value: Type.Unknown(), from: Type.String() }, closed)),
    /** Open tasks of this device that override something. */
    overrides: Type.Array(
      Type.Object({ taskId: Type.String(), name: Type.String(), values: SettingsOverride }, closed),
    ),
  },
  closed,
);
export type DeviceSettings = Static<typeof DeviceSettings>;
