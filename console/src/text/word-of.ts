import { PERMISSIONS } from "@shoal/protocol/operator/permissions";
import i18next from "i18next";
import { keyOf } from "./keyed.ts";

const SPAN = /^(\d+) (day|hour|minute|second)s?$/;
/** Of what stands in these places, there are words. */
const WORDS: Record<string, string[]> = {
  state: ["state", "task.stateName"],
  rollout: ["ring.rollout"],
  kind: ["task.kind"],
  when: ["said.when"],
  what: ["said.what"],
  noun: ["said.noun"],
  outcome: ["said.outcome"],
};

/** Kinds of values as those who judge files call them. */
const FORMS: [said: string, word: "mapping" | "list" | "text" | "whole" | "number" | "flag" | "nothing"][] = [
  ["a mapping", "mapping"],
  ["a list", "list"],
  ["text", "text"],
  ["a whole number", "whole"],
  ["a number", "number"],
  ["true or false", "flag"],
  ["empty", "nothing"],
];
const FOUND = /^the (text|number|boolean) (.*)$/s;

/** What stands in a place of a sentence in the language of the page; undefined: there are no words of it. */
export function wordOf(name: string, value: string): string | undefined {
  const [, count, unit] = SPAN.exec(value) ?? [];
  if (count !== undefined && unit !== undefined)
    return i18next.t(`said.span.${unit as "day"}`, { count: Number(count) });
  switch (name) {
    case "wanted":
      return value.replaceAll(" or ", ` ${i18next.t("said.or")} `);
    case "others":
      return value.replaceAll(" and ", ` ${i18next.t("said.and")} `);
    case "form":
      return formOf(value);
    case "found": {
      const [, form, what] = FOUND.exec(value) ?? [];
      return form === undefined ? formOf(value) : `${i18next.t(`said.found.${form as "text"}`)} ${what}`;
    }
    case "allows":
      return allowed(value);
    case "program":
      return value === "the script" ? i18next.t("said.script") : undefined;
    case "circle":
      return value.replaceAll(", which needs ", " → ");
    case "releases":
      return value
        .replaceAll(" (recalled)", ` (${i18next.t("said.recalled")})`)
        .replaceAll(" (not for this device)", ` (${i18next.t("said.notForDevice")})`)
        .replace(/ and (\d+) older$/, (_, older: string) => i18next.t("said.older", { count: Number(older) }));
  }
  const table = WORDS[name]?.find((each) => i18next.exists(`${each}.${value}`));
  return table === undefined ? undefined : i18next.t(`${table}.${value}` as never);
}

/** What a permission allows, which servers say as the table of permissions does. */
function allowed(value: string): string | undefined {
  const [permission] = Object.entries(PERMISSIONS).find(([, text]) => text.toLowerCase() === value.toLowerCase()) ?? [];
  return permission === undefined ? undefined : i18next.t(`permission.${keyOf(permission)}` as never);
}

/** `a list or text`; words that a value may be are the same everywhere. */
function formOf(value: string): string {
  let text = value;
  for (const [said, word] of FORMS)
    text = text.replace(
      new RegExp(`(^|, | or )${said}(?=$|, | or )`, "g"),
      (_, before) => before + i18next.t(`said.form.${word}`),
    );
  return text.replaceAll(" or ", ` ${i18next.t("said.or")} `);
}
