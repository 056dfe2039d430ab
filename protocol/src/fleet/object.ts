import Type, { type Static } from "typebox";
import { ChannelName } from "../api/channel.ts";
import { SettingSetName } from "../api/settings.ts";
import { AttributeValue, Label, QueryText } from "../device/label.ts";
import { FLEET_RULES } from "../device/rules.ts";
import { LIMITS } from "../limits.ts";
import { PackageName, Version } from "../package/names.ts";
import { SettingsOverride } from "../settings/settings.ts";
import { TASK_KINDS } from "../task/kinds.ts";
import { Targets, TaskSpec } from "../task/task.ts";

const closed = { additionalProperties: false } as const;
const Description = Type.String({ maxLength: 500, description: "What it is for" });
const EveryDevice = Type.Boolean({
  description: "true: it is known that the query matches every device there is; otherwise such a one is refused",
});
const DeviceNames = Type.Array(Type.String({ minLength: 1, maxLength: LIMITS.deviceNameChars }), {
  maxItems: LIMITS.groupDevices,
  description: "Ids or names",
});

const { deviceIds: _, ...conditions } = Targets.properties;
/** Which devices; as a task's targets, but by names too, each of which has to be there. */
export const FleetTargets = Type.Object({ ...conditions, devices: Type.Optional(DeviceNames) }, closed);
export type FleetTargets = Static<typeof FleetTargets>;

const { staleAfterMs, retireAfterMs, auditKeepMs, approvalAboveDevices } = FLEET_RULES;
/** By which rules devices are stale and retired, and how long the audit trail is kept; there is one of it. */
export const RulesObject = Type.Object(
  {
    kind: Type.Literal("fleet-rules"),
    name: Type.Literal("fleet"),
    staleAfterMs: Type.Integer({ minimum: staleAfterMs.minimum, maximum: staleAfterMs.maximum }),
    retireAfterMs: Type.Integer({ minimum: retireAfterMs.minimum, maximum: retireAfterMs.maximum }),
    /** Not said, the trail is kept for ever. */
    auditKeepMs: Type.Optional(Type.Integer({ minimum: auditKeepMs.minimum, maximum: auditKeepMs.maximum })),
    /** Not said, nobody is asked for. */
    approvalAboveDevices: Type.Optional(Type.Integer({ minimum: 1, maximum: approvalAboveDevices.maximum })),
    approvalForScripts: Type.Optional(Type.Literal(1)),
  },
  closed,
);
export const ChannelObject = Type.Object(
  { kind: Type.Literal("channel"), name: ChannelName, package: PackageName, version: Version },
  closed,
);
/** A list or a query, exactly one of both. */
export const GroupObject = Type.Object(
  {
    kind: Type.Literal("group"),
    name: Label,
    description: Type.Optional(Description),
    query: Type.Optional(QueryText),
    devices: Type.Optional(DeviceNames),
    everyDevice: Type.Optional(EveryDevice),
  },
  closed,
);
/** Tags and attributes that some devices are to have. */
export const LabelsObject = Type.Object(
  {
    kind: Type.Literal("labels"),
    name: Label,
    targets: FleetTargets,
    tags: Type.Optional(Type.Array(Label, { maxItems: LIMITS.tagsPerDevice, uniqueItems: true })),
    attributes: Type.Optional(
      Type.Record(Label, AttributeValue, { additionalProperties: false, maxProperties: LIMITS.attributesPerDevice }),
    ),
    everyDevice: Type.Optional(EveryDevice),
  },
  closed,
);
/** A set of agent settings; with targets, exactly these devices have it. */
export const SettingSetObject = Type.Object(
  {
    kind: Type.Literal("setting-set"),
    name: SettingSetName,
    description: Type.Optional(Description),
    values: SettingsOverride,
    targets: Type.Optional(FleetTargets),
    everyDevice: Type.Optional(EveryDevice),
  },
  closed,
);
const {
  kind: _kind,
  name: _name,
  version: _version,
  targets: _targets,
  confirm: _confirm,
  ...rest
} = TaskSpec.properties;
/** A task that is made once, when its name is new. Of a version and a channel it has exactly one. */
export const TaskObject = Type.Object(
  {
    ...rest,
    kind: Type.Literal("task"),
    name: Type.String({ minLength: 1, maxLength: 128 }),
    does: Type.Enum(TASK_KINDS),
    version: Type.Optional(Version),
    channel: Type.Optional(ChannelName),
    targets: FleetTargets,
    start: Type.Optional(Type.Boolean({ description: "true: it is started when it is made; otherwise it is a draft" })),
    everyDevice: Type.Optional(EveryDevice),
  },
  closed,
);

/** One thing that files declare, as it is sent to the server. */
export const FleetObject = Type.Union([
  RulesObject,
  ChannelObject,
  GroupObject,
  LabelsObject,
  SettingSetObject,
  TaskObject,
]);
export type RulesObject = Static<typeof RulesObject>;
export type ChannelObject = Static<typeof ChannelObject>;
export type GroupObject = Static<typeof GroupObject>;
export type LabelsObject = Static<typeof LabelsObject>;
export type SettingSetObject = Static<typeof SettingSetObject>;
export type TaskObject = Static<typeof TaskObject>;
export type FleetObject = RulesObject | ChannelObject | GroupObject | LabelsObject | SettingSetObject | TaskObject;
