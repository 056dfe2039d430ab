import type { PLAN_SENTENCES } from "@shoal/protocol/sentence/plan";

export const PLAN_WORDS: Record<keyof typeof PLAN_SENTENCES, string> = {
  "plan-twice": "zwei Ringe heißen „{ring*}“",
  "plan-name": "Buchstaben, Ziffern, Leerzeichen, Punkte, Striche; am Anfang Buchstabe oder Ziffer",
  "plan-own-name": "geben Sie jedem einen eigenen Namen",
  "plan-of-ring": "Ring „{ring*}“: {why!}",
  "plan-of-number": "{number}. Ring: {why!}",
  "plan-takes-none": "Ring „{ring*}“ nimmt keine Geräte",
  "plan-takes-both": "Ring „{ring*}“ hat sowohl {one} als auch {other}",
  "plan-exactly": "geben Sie ihm genau eines von: {choices*}",
  "plan-no-devices": "Ring „{ring*}“ hat keine Geräte",
  "plan-takes-all": "Ring „{ring*}“ nimmt alle übrigen; machen Sie ihn zum letzten",
  "plan-zero": "Ring „{ring*}“ hat keine Geräte: {label} ist 0",
  "plan-one-device": "geben Sie ihm mindestens ein Gerät, oder lassen Sie ihn weg",
  "plan-reached":
    "Ring „{ring*}“ hat keine Geräte: sein Anteil ist {value} %, und Ring „{other*}“ hat {reached} % erreicht",
  "plan-adds-up": "die Prozente sagen, was bis dahin erreicht ist: es müssen mehr als {value} sein",
  "plan-both-reached":
    "Ring „{ring*}“ hat Erfolg {success} und Fehler {errors} %: bei {percent*} Fehlern ist beides zugleich erreicht",
  "plan-none-reached":
    "Ring „{ring*}“ hat Erfolg {success} und Fehler {errors} %: bei {percent*} Fehlern wird keines je erreicht, und er stünde für immer",
  "plan-right": "errors {errors*} oder success {success}; lassen Sie eines weg, und es folgt aus dem anderen",
  "plan-or-timeout": "{said!}; oder geben Sie ihm eine Frist",
  "plan-at-once":
    "Ring „{ring*}“ ist fertig, sobald er sich öffnet: ended ist 0, und eine Bewährungszeit gibt es nicht",
  "plan-how-many": "sagen Sie, wie viel Prozent am Ende sein müssen, oder wie lange er gut bleiben muss",
  "plan-no-timeout": "Ring „{ring*}“ hat onTimeout und keine Frist",
  "plan-after": "sagen Sie, nach welcher Zeit",
  "plan-timeout-zero": "die Frist ist 0",
  "plan-give-time": "lassen Sie sie weg, oder geben Sie ihm Zeit",
  "plan-soak-long":
    "Ring „{ring*}“: die Bewährungszeit ({soak*}) ist nicht kürzer als die Frist ({timeout*}); so ist seine Zeit um, bevor er fertig sein kann",
  "plan-soak-hint":
    "beide zählen ab dem Öffnen des Rings: machen Sie die Frist länger als Bewährungszeit und Installationen zusammen",
  "plan-rest-false": "Ring „{ring*}“ hat rest: false und ist nicht der letzte",
  "plan-only-last": "nur der letzte Ring lässt Geräte aus",
  "plan-last": "Ring „{ring*}“ ist der letzte: nach ihm öffnet sich keiner",
  "plan-put-before": "setzen Sie {label} an den Ring davor",
  "plan-dynamic": "Ring „{ring*}“ lässt Ziele aus, und das Rollout nimmt alle auf, die später kommen",
  "plan-end-rest": "enden Sie mit rest: true, oder machen Sie es nicht dynamisch",
  "plan-leaves-out": "Ring „{ring*}“ ist der letzte und lässt Ziele aus",
  "plan-end-how": "enden Sie mit rest: true oder percent: 100; sollen einige außen bleiben, sagen Sie es: rest: false",
  "plan-dynamic-needs": "dynamic braucht Ringe; mit einem wie {example*} bekommen es alle zugleich",
  "plan-zero-because": "Ring „{ring*}“ hat keine Geräte: {why!}",
  "plan-empty-percent": "{share*} von {devices!} sind {count}, und die Ringe davor haben {before}",
  "plan-empty-before": "die Ringe davor bestehen aus allen, die es gibt ({devices!})",
  "plan-empty-query": "keines der übrigen Ziele ist unter denen der Abfrage „{query*}“",
  "plan-empty-group": "keines der übrigen Ziele ist in der Gruppe „{name*}“",
  "plan-more-percent": "lassen Sie ihn weg, oder nehmen Sie mehr als {percent*}",
  "plan-change-before": "lassen Sie ihn weg, oder ändern Sie die Ringe davor",
  "plan-failures-never": "Ring „{ring*}“ besteht aus {devices!}, also kommen {count} Fehlschläge nie zusammen",
  "plan-errors-most": "höchstens errors {errors*}, oder ein Prozentsatz",
  "plan-count-never":
    "Ring „{ring*}“: sind {bearable} von {size} gescheitert, werden weder success {success} noch {count} Fehlschläge je erreicht, und er stünde für immer",
  "plan-count-never-hint": "errors {errors*}, oder lassen Sie success weg; oder geben Sie ihm eine Zeit (timeout)",
};
