import type { historyText as en } from "../en/history.ts";

export const historyText: typeof en = {
  history: {
    title: "Verlauf",
    span: "Wie weit zurück",
    days_one: "Letzter {{count, number}} Tag",
    days_other: "Letzte {{count, number}} Tage",
    day: "Tag (UTC)",
    rate: "Erfolgsquote",
    duration: "Mittlere Dauer",
    bytes: "Bytes nach Quelle",
    cache: "War schon da",
    failing: "Geräte mit den meisten Fehlern",
    slowest: "Langsamste Geräte",
    releases: "Nach Release",
    ended: "Beendet",
    nothing: "Nichts wurde übertragen",
    saved: "{{percent}} gespart",
    savedLabel_one: "Gespart am letzten {{count, number}} Tag",
    savedLabel_other: "Gespart in den letzten {{count, number}} Tagen",
  },
};
