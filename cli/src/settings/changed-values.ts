import type { SettingSetRow } from "@shoal/protocol/api/settings";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import { undefinedWhereAbsent } from "../api/absent.ts";
import { type Api, answerOf } from "../api/client.ts";
import { usageFailure } from "../exit/failure.ts";
import { parseSettings, readKey } from "./parse.ts";

/** A change as it was typed, checked without the server. */
export interface ValueChange {
  set: SettingsOverride;
  unset: readonly string[];
}

/** @throws Failure where a key or a value cannot be, or one is both given and taken away */
export function readChange(pairs: readonly string[], unset: readonly string[]): ValueChange {
  const set = parseSettings(pairs);
  const keys = unset.map(readKey);
  const both = keys.find((key) => Object.hasOwn(set, key));
  if (both) throw usageFailure(`${both} cannot be set and taken out at once`, "Leave out one of the two.");
  return { set, unset: keys };
}

export async function findSet(api: Api, name: string): Promise<SettingSetRow | undefined> {
  return await undefinedWhereAbsent(answerOf(api.GET("/api/v1/setting-sets/{name}", { params: { path: { name } } })));
}

/** What a set would say after a change. */
export function withChange(values: SettingsOverride, { set, unset }: ValueChange): SettingsOverride {
  return Object.fromEntries(Object.entries({ ...values, ...set }).filter(([key]) => !unset.includes(key)));
}
