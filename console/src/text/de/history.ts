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
    bytesOf_one: "Bytes nach Quelle am letzten {{count, number}} Tag",
    bytesOf_other: "Bytes nach Quelle in den letzten {{count, number}} Tagen",
    source: {
      origin: "Vom Server geholt",
      push: "Vom Server gesendet",
      site: "Vom selben Standort",
      peer: "Von Nachbarn im Subnetz",
      multicast: "Über Multicast",
      cache: "War schon da",
      patchSaved: "Durch Patches gespart",
    },
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
