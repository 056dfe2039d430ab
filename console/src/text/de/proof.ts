import type { proofText as en } from "../en/proof.ts";

export const proofText: typeof en = {
  proof: {
    title: "Beweis",
    hint: "Dieser Browser liest das ganze Protokoll und rechnet jeden Hash und jede Signatur nach. Das Urteil des Servers selbst zählt nicht.",
    prove: "Protokoll nachrechnen",
    running: "{{count, number}} Zeilen gelesen",
    kept: "Mit anderswo aufbewahrten Prüfpunkten vergleichen",
    keptLines: "Prüfpunkte",
    keptHint: "Einer je Zeile, wie sie ausgegeben wurden. Jeder muss im Protokoll stehen.",
    keptWrong: "Zeile {{line}} ist kein Prüfpunkt",
    checkpoint: "Prüfpunkt signieren",
    confirm: "Das Protokoll signieren, wie es jetzt ist?",
    checkpointHint:
      "Bewahren Sie die Zeile auf, wo der Server nicht schreiben kann: sie steht für alle Einträge bis jetzt ein, wer auch immer später die Schlüssel des Servers hat.",
    made: "Prüfpunkt von Eintrag {{entry, number}}",
    unread: "Das Protokoll konnte nicht zu Ende gelesen werden",
    faulty: "Das Protokoll beweist sich nicht",
    faultyFrom: "Das Protokoll ist ab Eintrag {{entry}} nicht unversehrt",
    faultyHint:
      "Lassen Sie den Ordner des Servers, wie er ist, und vergleichen Sie mit der letzten Sicherung oder Ausfuhr von davor.",
    whole: "Das Protokoll ist unversehrt: Einträge {{from}} bis {{to}}",
    hashes:
      "Jeder Eintrag trägt den Hash dessen, was in ihm steht, und des Eintrags davor; keiner fehlt, und keiner kommt doppelt vor.",
    signatures_one: "{{count, number}} Signatur darüber stimmt, mit dem Schlüssel {{key}}.",
    signatures_other: "{{count, number}} Signaturen darüber stimmen, mit dem Schlüssel {{key}}.",
    cut: "Die Einträge 1 bis {{to}} hat die Aufbewahrungsregel entfernt, bis zu einem signierten Prüfpunkt.",
    holds: "Es enthält alles, wofür Ihr Prüfpunkt von Eintrag {{entry}} einstand ({{at}}).",
    not: "Das beweist nicht:",
    notKept:
      "dass niemand mit den Schlüsseln des Servers alles neu geschrieben hat. Ein anderswo aufbewahrter Prüfpunkt bewiese es.",
    notKey:
      "dass der Schlüssel der des Servers ist: das Protokoll nennt ihn selbst. Vergleichen Sie ihn mit dem, was Sie aus shoal audit key notiert haben.",
    notPage:
      "irgendetwas, wenn die Seiten des Servers selbst verändert wurden: diese ist eine davon. shoal audit verify auf einem anderen Rechner hängt nicht davon ab.",
  },
};
