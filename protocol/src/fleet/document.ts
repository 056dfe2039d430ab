import Type, { type Static } from "typebox";
import { LIMITS } from "../limits.ts";
import { RingText } from "../rollout/plan-file.ts";
import { SETTINGS, type SettingKey } from "../settings/rows.ts";
import { SettingsOverride } from "../settings/settings.ts";
import { ChannelObject, GroupObject, LabelsObject, RulesObject, SettingSetObject, TaskObject } from "./object.ts";

const closed = { additionalProperties: false } as const;
const DURATION = "([0-9]{1,9}(\\.[0-9]{1,3})?(ms|s|m|h|d|w))+";
const Duration = (description: string) => Type.String({ pattern: `^${DURATION}$`, description });

/** A setting's value as the API has it, or as it is typed for `shoal setting set`: 15m, 50Mbit/s, "weekdays 22:00-06:00". */
const values = Object.fromEntries(
  (Object.keys(SETTINGS) as SettingKey[]).map((key) => {
    const { type } = SETTINGS[key];
    // What is wrong with a window is said in better words than a schema has: by core/settings.
    const isWindows = type === "windows" || type === "rates";
    const row = (SettingsOverride as unknown as { properties: Record<string, Type.TSchema & { description: string }> })
      .properties[key]!;
    const exact = isWindows ? Type.Array(Type.Object({}), { description: row.description }) : row;
    const isText = type === "text" || type === "choice";
    return [key, Type.Optional(isText ? exact : Type.Union([exact, Type.String({ minLength: 1, maxLength: 4000 })]))];
  }),
);
const SettingValues = Type.Unsafe<Partial<Record<SettingKey, unknown>>>(
  Type.Object(values, { ...closed, description: "Agent settings; docs/settings.md has all of them" }),
);

const RulesDocument = Type.Object(
  {
    kind: RulesObject.properties.kind,
    name: RulesObject.properties.name,
    staleAfter: Duration("Unseen for so long, a device is stale: 7d"),
    retireAfter: Type.String({
      pattern: `^(never|${DURATION})$`,
      description: "Unseen for so long, it is no target any more: 90d, or never",
    }),
    approvalAbove: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: "A task for more devices than this needs a second person; not said, none does",
      }),
    ),
    approvalForScripts: Type.Optional(Type.Boolean({ description: "A task that runs scripts needs a second person" })),
    auditKeep: Type.Optional(Duration("So long the audit trail is kept: 400d; not said, for ever")),
  },
  closed,
);
const SettingSetDocument = Type.Object({ ...SettingSetObject.properties, values: SettingValues }, closed);

const { lifeMs: _lifeMs, deadlineMs: _deadlineMs, retry: _retry, rings: _rings, ...task } = TaskObject.properties;
const TaskDocument = Type.Object(
  {
    ...task,
    does: Type.Optional(TaskObject.properties.does),
    delivery: Type.Optional(TaskObject.properties.delivery),
    settings: Type.Optional(SettingValues),
    life: Type.Optional(Duration("Unfinished devices expire so long after the start: 14d")),
    deadline: Type.Optional(
      Type.String({
        pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?(Z|[+-]\\d{2}:\\d{2})$",
        description: "A moment with its zone: 2026-12-01T08:00Z",
      }),
    ),
    retry: Type.Optional(
      Type.Object(
        {
          attempts: Type.Integer({ minimum: 1, maximum: LIMITS.retryAttempts }),
          first: Type.Optional(Duration("Before the first of them: 10m")),
          factor: Type.Optional(Type.Number({ minimum: 1, maximum: 10 })),
          most: Type.Optional(Duration("The longest wait: 1d")),
        },
        closed,
      ),
    ),
    rings: Type.Optional(
      Type.Array(RingText, {
        minItems: 1,
        maxItems: LIMITS.rolloutRings,
        description: "In the order in which they open",
      }),
    ),
  },
  closed,
);

/** One document of a fleet's files: the API's object, with lengths of time and settings as people write them. */
export const FleetDocument = Type.Union(
  [RulesDocument, ChannelObject, GroupObject, LabelsObject, SettingSetDocument, TaskDocument],
  { $schema: "https://json-schema.org/draft/2020-12/schema", title: "One document of a Shoal fleet as files" },
);
export type RulesDocument = Static<typeof RulesDocument>;
export type SettingSetDocument = Static<typeof SettingSetDocument>;
export type TaskDocument = Static<typeof TaskDocument>;
export type FleetDocument =
  | RulesDocument
  | ChannelObject
  | GroupObject
  | LabelsObject
  | SettingSetDocument
  | TaskDocument;
