import { canonical } from "@shoal/core/fleet/changes";
import type { FleetDocument, RulesDocument, TaskDocument } from "@shoal/protocol/fleet/document";
import type { FleetObject, RulesObject, TaskObject } from "@shoal/protocol/fleet/object";
import type { RingText } from "@shoal/protocol/rollout/plan-file";
import { type SettingKey, settingRow } from "@shoal/protocol/settings/rows";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import { formatSetting } from "../settings/format.ts";
import { parseSettings } from "../settings/parse.ts";

/** An object of the API as a person would write it; read again it is the same object. */
export function toDocument(object: FleetObject): FleetDocument {
  switch (object.kind) {
    case "fleet-rules":
      return rulesOf(object);
    case "setting-set":
      return { ...object, values: valuesOf(object.values) };
    case "task":
      return taskOf(object);
    default:
      return object;
  }
}

function rulesOf({ kind, name, staleAfterMs, retireAfterMs, auditKeepMs, ...approval }: RulesObject): RulesDocument {
  return {
    kind,
    name,
    staleAfter: lengthOf(staleAfterMs),
    retireAfter: retireAfterMs === 0 ? "never" : lengthOf(retireAfterMs),
    ...(auditKeepMs ? { auditKeep: lengthOf(auditKeepMs) } : {}),
    ...(approval.approvalAboveDevices ? { approvalAbove: approval.approvalAboveDevices } : {}),
    ...(approval.approvalForScripts ? { approvalForScripts: true } : {}),
  };
}

function taskOf({ lifeMs, deadlineMs, retry, rings, settings, does, delivery, ...rest }: TaskObject): TaskDocument {
  return {
    ...rest,
    ...(does === "install" ? {} : { does }),
    ...(delivery === "pull" ? {} : { delivery }),
    ...(lifeMs === undefined ? {} : { life: lengthOf(lifeMs) }),
    ...(deadlineMs === undefined
      ? {}
      : { deadline: new Date(deadlineMs).toISOString().replace(/(:\d{2})\.\d{3}Z$/, "$1Z") }),
    ...(retry === undefined
      ? {}
      : {
          retry: {
            attempts: retry.attempts,
            ...(retry.firstMs === undefined ? {} : { first: lengthOf(retry.firstMs) }),
            ...(retry.factor === undefined ? {} : { factor: retry.factor }),
            ...(retry.mostMs === undefined ? {} : { most: lengthOf(retry.mostMs) }),
          },
        }),
    ...(rings === undefined ? {} : { rings: rings.map(ringOf) }),
    ...(settings === undefined ? {} : { settings: valuesOf(settings) }),
  };
}

function ringOf({ soakMs, timeoutMs, ...ring }: NonNullable<TaskObject["rings"]>[number]): RingText {
  return {
    ...ring,
    ...(soakMs === undefined ? {} : { soak: lengthOf(soakMs) }),
    ...(timeoutMs === undefined ? {} : { timeout: lengthOf(timeoutMs) }),
  };
}

/** As it is typed, where that is the very same value; else as it is. */
function valuesOf(values: SettingsOverride): Partial<Record<SettingKey, unknown>> {
  return Object.fromEntries(
    (Object.keys(values) as SettingKey[]).map((key) => {
      const value = values[key];
      const { type } = settingRow(key)!;
      if (type === "text" || type === "choice" || type === "boolean") return [key, value];
      const text = formatSetting(key, value as never);
      return [key, readsAs(key, text, value) ? text : value];
    }),
  );
}

function readsAs(key: SettingKey, text: string, value: unknown): boolean {
  try {
    return canonical(parseSettings([`${key}=${text}`])[key]) === canonical(value);
  } catch {
    return false;
  }
}

const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
] as const;

/** Exact: `7d`, `90m`, `1500ms`. */
function lengthOf(ms: number): string {
  const [unit, size] = UNITS.find(([, each]) => ms >= each && ms % each === 0) ?? ["ms", 1];
  return `${ms / size}${unit}`;
}
