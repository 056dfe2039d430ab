import Type, { type Static } from "typebox";
import { LIMITS } from "../limits.ts";
import type { SettingRow } from "./row.ts";
import { SETTINGS, type Settings } from "./rows.ts";
import { NTHS, RATE_MAXIMUM, type RateWindow, TIME_OF_DAY, type TimeWindow, WEEKDAYS } from "./window.ts";

const TimeOfDay = Type.String({ pattern: TIME_OF_DAY, description: "HH:MM by the device's clock" });
const span = {
  days: Type.Array(Type.Enum(WEEKDAYS), {
    minItems: 1,
    maxItems: WEEKDAYS.length,
    uniqueItems: true,
    description: "On which it begins",
  }),
  nth: Type.Optional(Type.Enum(NTHS, { description: "Only the n-th such day of the month" })),
  plusDays: Type.Optional(
    Type.Integer({ minimum: 1, maximum: LIMITS.windowPlusDays, description: "So many days after the n-th" }),
  ),
  from: TimeOfDay,
  to: Type.Optional(Type.Unsafe<string>({ ...TimeOfDay, description: "Its end; either this or forMinutes" })),
  forMinutes: Type.Optional(
    Type.Integer({ minimum: 1, maximum: LIMITS.windowMinutes, description: "Its length, whatever the clocks do" }),
  ),
};
const TimeWindowSchema = Type.Unsafe<TimeWindow>(Type.Object(span, { additionalProperties: false }));
const RateWindowSchema = Type.Unsafe<RateWindow>(
  Type.Object(
    { ...span, bytesPerSecond: Type.Integer({ minimum: 0, maximum: RATE_MAXIMUM }) },
    { additionalProperties: false },
  ),
);

/** What a row's value must look like on a wire. */
function schemaOf(row: SettingRow): Type.TSchema {
  const said = { title: row.title, description: row.help };
  const text = { maxLength: LIMITS.settingTextChars };
  const list = { maxItems: LIMITS.settingListItems };
  switch (row.type) {
    case "integer":
      return Type.Integer({ ...said, minimum: row.minimum, maximum: row.maximum });
    case "boolean":
      return Type.Boolean(said);
    case "choice":
      return Type.Enum([...row.choices], said);
    case "order":
      return Type.Array(Type.Enum([...row.choices]), { ...said, minItems: 1, uniqueItems: true });
    case "text":
      return Type.String({ ...said, ...text });
    case "texts":
      return Type.Array(Type.String({ minLength: 1, ...text }), { ...said, minItems: 1, ...list });
    case "windows":
      return Type.Array(TimeWindowSchema, { ...said, ...list });
    case "rates":
      return Type.Array(RateWindowSchema, { ...said, ...list });
  }
}

const fields = Object.fromEntries(
  Object.entries(SETTINGS).map(([key, row]: [string, SettingRow]) => [key, Type.Optional(schemaOf(row))]),
);

/** A partial set: a named set's own values, or what a task overrides. Merging is `core/settings`. */
export const SettingsOverride = Type.Unsafe<Partial<Settings>>(Type.Object(fields, { additionalProperties: false }));
export type SettingsOverride = Static<typeof SettingsOverride>;
