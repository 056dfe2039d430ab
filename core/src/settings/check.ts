import { LIMITS } from "@shoal/protocol/limits";
import { nearest } from "@shoal/protocol/schema/nearest";
import { quoted } from "@shoal/protocol/schema/words";
import { say } from "@shoal/protocol/sentence/say";
import type { SettingRow } from "@shoal/protocol/settings/row";
import { SETTING_KEYS, settingRow } from "@shoal/protocol/settings/rows";
import { NTHS, RATE_MAXIMUM, WEEKDAYS } from "@shoal/protocol/settings/window";
import { windowProblem } from "./window-problem.ts";

/** Why a set is refused, with the catalogue's code: the key, the value, and what it can be. */
export interface SettingProblem {
  code: "setting-unknown" | "setting-invalid";
  detail: string;
}

const WINDOW = `each with days (${WEEKDAYS.join(", ")}), from (HH:MM), and to (HH:MM) or forMinutes; also nth (${NTHS.join(", ")}) and plusDays`;

/** Every key and value of a set as it came from outside; empty where nothing is wrong. */
export function checkSettings(raw: Record<string, unknown>): SettingProblem[] {
  return Object.entries(raw).flatMap(([key, value]): SettingProblem[] => {
    const row = settingRow(key);
    if (!row) {
      const meant = nearest(key, SETTING_KEYS);
      const known = meant
        ? `did you mean ${meant}, ${rangeOf(settingRow(meant)!)}?`
        : `known: ${SETTING_KEYS.join(", ")}`;
      return [{ code: "setting-unknown", detail: `${quoted(key)} = ${said(value)}: ${known}` }];
    }
    const problem = valueProblem(key, row, value);
    return problem === undefined ? [] : [{ code: "setting-invalid", detail: problem }];
  });
}

/** What a row's value can be, in words that continue "it is". */
export function rangeOf(row: SettingRow): string {
  switch (row.type) {
    case "integer": {
      const { minimum, maximum, unit } = row;
      return unit === "count"
        ? say("whole-number", { minimum, maximum })
        : say("whole-number-of", { minimum, maximum, unit });
    }
    case "boolean":
      return say("yes-or-no");
    case "choice":
      return row.choices.join(" or ");
    case "order":
      return say("one-each", { choices: row.choices.join(", ") });
    case "text":
      return say("text-of", { count: LIMITS.settingTextChars });
    case "texts":
      return say("texts-of", { items: LIMITS.settingListItems, count: LIMITS.settingTextChars });
    case "windows":
      return `a list of at most ${LIMITS.settingListItems} windows, ${WINDOW}`;
    case "rates":
      return `a list of at most ${LIMITS.settingListItems} windows, ${WINDOW}; and bytesPerSecond from 0 to ${RATE_MAXIMUM}`;
  }
}

/** Why a value is none of its row; undefined where it is one. */
export function valueProblem(key: string, row: SettingRow, value: unknown): string | undefined {
  const wrong = (which: unknown = value, meant?: string) => {
    const no = { key, value: said(which), range: rangeOf(row) };
    return meant === undefined ? say("cannot-be", no) : say("cannot-be-meant", { ...no, meant });
  };
  switch (row.type) {
    case "integer":
      return Number.isInteger(value) && (value as number) >= row.minimum && (value as number) <= row.maximum
        ? undefined
        : wrong();
    case "boolean":
      return typeof value === "boolean" ? undefined : wrong();
    case "choice":
      return row.choices.includes(value as string) ? undefined : wrong(value, near(value, row.choices));
    case "order": {
      if (!isList(value) || value.length === 0) return wrong();
      const other = value.find((each, at) => !row.choices.includes(each as string) || value.indexOf(each) < at);
      return other === undefined ? undefined : wrong(other, near(other, row.choices));
    }
    case "text":
      return isText(value) ? undefined : wrong();
    case "texts":
      return isList(value) && value.length > 0 && value.every((each) => isText(each) && each !== "")
        ? undefined
        : wrong();
    case "windows":
    case "rates": {
      if (!isList(value)) return wrong();
      for (const each of value) {
        const problem = windowProblem(each, row.type === "rates");
        if (problem !== undefined) return say("cannot-have", { key, value: said(each), why: problem });
      }
      return undefined;
    }
  }
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length <= LIMITS.settingListItems;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= LIMITS.settingTextChars;
}

function near(value: unknown, choices: readonly string[]): string | undefined {
  const meant = typeof value === "string" ? nearest(value, choices) : undefined;
  return meant === value ? undefined : meant;
}

function said(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
