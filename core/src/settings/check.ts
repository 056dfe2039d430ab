import { LIMITS } from "@shoal/protocol/limits";
import { nearest } from "@shoal/protocol/schema/nearest";
import { quoted } from "@shoal/protocol/schema/words";
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
    const problem = valueProblem(row, value);
    return problem === undefined ? [] : [{ code: "setting-invalid", detail: `${key} ${problem}` }];
  });
}

/** What a row's value can be, in words that continue "it is". */
export function rangeOf(row: SettingRow): string {
  switch (row.type) {
    case "integer":
      return `a whole number from ${row.minimum} to ${row.maximum}${row.unit === "count" ? "" : ` ${row.unit}`}`;
    case "boolean":
      return "true or false";
    case "choice":
      return row.choices.join(" or ");
    case "order":
      return `at least one of ${row.choices.join(", ")}, each once`;
    case "text":
      return `text of at most ${LIMITS.settingTextChars} characters`;
    case "texts":
      return `a list of 1 to ${LIMITS.settingListItems} texts of at most ${LIMITS.settingTextChars} characters`;
    case "windows":
      return `a list of at most ${LIMITS.settingListItems} windows, ${WINDOW}`;
    case "rates":
      return `a list of at most ${LIMITS.settingListItems} windows, ${WINDOW}; and bytesPerSecond from 0 to ${RATE_MAXIMUM}`;
  }
}

/** Why a value is none of its row, continuing the key; undefined where it is one. */
export function valueProblem(row: SettingRow, value: unknown): string | undefined {
  const wrong = (which: unknown = value, meant?: string) =>
    `cannot be ${said(which)}: it is ${rangeOf(row)}${meant === undefined ? "" : `; did you mean ${meant}?`}`;
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
        if (problem !== undefined) return `cannot have ${said(each)}: ${problem}`;
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
