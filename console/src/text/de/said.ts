import type { saidText as en } from "../en/said.ts";
import { keyed } from "../keyed.ts";
import { understandBy } from "../understand.ts";
import { KIND_WORDS } from "./kinds.ts";
import { PERMISSION_WORDS } from "./permissions.ts";
import { PROBLEM_HINTS } from "./problem-hints.ts";
import { PROBLEM_TITLES } from "./problem-titles.ts";
import { REASON_WORDS } from "./reasons.ts";
import { SENTENCE_WORDS } from "./sentences/sentences.ts";
import { settingRowText } from "./setting-rows.ts";

/** What the server and the agents say by a code. */
export const saidText: typeof en = {
  said: {
    or: "oder",
    and: "und",
    form: {
      ...{ mapping: "eine Zuordnung", list: "eine Liste", text: "Text", whole: "eine ganze Zahl", number: "eine Zahl" },
      ...{ flag: "true oder false", nothing: "leer" },
    },
    found: { text: "der Text", number: "die Zahl", boolean: "der Wahrheitswert" },
    noun: { package: "Paket", fleet: "Flotte", plan: "Plan" },
    recalled: "zurückgezogen",
    notForDevice: "nicht für dieses Gerät",
    older_one: " und {{count}} ältere",
    older_other: " und {{count}} ältere",
    // Behind "vor", "nach" and "seit".
    span: {
      ...{ day_one: "{{count}} Tag", day_other: "{{count}} Tagen", hour_one: "{{count}} Stunde" },
      ...{ hour_other: "{{count}} Stunden", minute_one: "{{count}} Minute", minute_other: "{{count}} Minuten" },
      ...{ second_one: "{{count}} Sekunde", second_other: "{{count}} Sekunden" },
    },
    when: { before: "vor", after: "nach" },
    outcome: { "timed-out": "zu lange", stopped: "angehalten" },
    script: "das Skript",
    what: {
      ...{ webhooks: "Webhooks", channels: "Kanäle", roles: "Rollen", groups: "Gruppen", secrets: "Geheimnisse" },
      ...{ feeds: "Lieferungen", sets: "Sätze" },
    },
  },
  problemTitle: PROBLEM_TITLES,
  problemHint: PROBLEM_HINTS,
  reason: REASON_WORDS,
  kind: keyed(KIND_WORDS),
  settingRow: settingRowText,
  permission: keyed(PERMISSION_WORDS),
  builtInRole: {
    viewer: "Sieht alles, ändert nichts",
    operator: "Betreibt die Flotte: Geräte, Gruppen, Einstellungen, Aufträge",
    publisher: "Veröffentlicht Software und sagt, auf welches Release ein Kanal zeigt",
    approver: "Stimmt zu, was andere angeordnet haben",
    admin: "Alles",
  },
};

export const understand = understandBy({ ...REASON_WORDS, ...SENTENCE_WORDS });
