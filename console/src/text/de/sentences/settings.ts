import type { SETTINGS_SENTENCES } from "@shoal/protocol/sentence/settings";

export const SETTINGS_WORDS: Record<keyof typeof SETTINGS_SENTENCES, string> = {
  "cannot-be": "{key} kann nicht {value*} sein, sondern: {range*}",
  "cannot-be-meant": "{key} kann nicht {value*} sein, sondern: {range*}; meinten Sie {meant}?",
  "cannot-have": "{key} kann nicht {value*} enthalten: {why!}",
  "whole-number": "eine ganze Zahl von {minimum} bis {maximum}",
  "whole-number-of": "eine ganze Zahl von {minimum} bis {maximum} {unit}",
  "yes-or-no": "true oder false",
  "one-each": "mindestens eines von {choices*}, jedes einmal",
  "text-of": "ein Text von höchstens {count} Zeichen",
  "texts-of": "eine Liste von 1 bis {items} Texten von höchstens {count} Zeichen",
  "no-window": "das ist kein Fenster",
  "rate-whole": "bytesPerSecond ist eine ganze Zahl von 0 bis {maximum}",
  "days-list": "die Tage sind eine Liste aus {days*}",
  "days-none": "es ginge nie auf: es nennt keinen Tag",
  "day-twice": "es nennt {day} zweimal",
  "nth-one-of": "nth ist eines von {choices*}",
  "plus-days-whole": "plusDays ist eine ganze Zahl von 1 bis {maximum}",
  "plus-days-need-nth":
    "plusDays zählen vom n-ten Tag eines Monats: sagen Sie auch nth, oder nennen Sie den Tag selbst",
  "from-time": "von ist eine Uhrzeit, HH:MM von 00:00 bis 23:59",
  "to-time": "bis ist eine Uhrzeit, HH:MM von 00:00 bis 23:59",
  "window-no-end": "es sagt nicht, wann es endet: sagen Sie bis wann oder wie viele Minuten",
  "window-two-ends": "es sagt zweimal, wann es endet: lassen Sie eines davon weg",
  "window-zero": "es ginge nie auf: es ist 0 Minuten lang",
  "window-minutes": "forMinutes ist eine ganze Zahl von 1 bis {maximum}, das sind vier Wochen",
  "window-overlaps":
    "es wäre noch offen, wenn es das nächste Mal aufgeht: es ist {long*} lang und kann nach {period*} wieder beginnen",
};
