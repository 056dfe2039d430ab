import Type, { type Static } from "typebox";
import { SETTINGS, type SettingRow, type Settings } from "./rows.ts";

const fields = Object.fromEntries(
  Object.entries(SETTINGS).map(([key, row]: [string, SettingRow]) => [
    key,
    Type.Optional(
      row.type === "boolean"
        ? Type.Boolean({ title: row.title, description: row.help })
        : Type.Integer({
            title: row.title,
            description: row.help,
            minimum: row.minimum ?? 0,
            maximum: row.maximum ?? Number.MAX_SAFE_INTEGER,
          }),
    ),
  ]),
);

/** A partial set: what a task overrides. Merging is `core/settings`. */
export const SettingsOverride = Type.Unsafe<Partial<Settings>>(Type.Object(fields, { additionalProperties: false }));
export type SettingsOverride = Static<typeof SettingsOverride>;
