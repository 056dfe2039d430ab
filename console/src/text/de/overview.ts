import type { overviewText as en } from "../en/overview.ts";

export const overviewText: typeof en = {
  overview: {
    title: "Überblick",
    devices: "Geräte",
    online: "Online",
    stale: "Überfällig",
    neverSeen: "Nie gesehen",
    running: "Laufende Aufträge",
    noneRunning: "Kein Auftrag läuft",
    noneRunningHint: "Veröffentlichen Sie ein Paket, und sagen Sie dann, welche Geräte es bekommen.",
    newTask: "Neuer Auftrag",
    failedLately_one: "Fehlgeschlagen am letzten {{count, number}} Tag",
    failedLately_other: "Fehlgeschlagen in den letzten {{count, number}} Tagen",
    nothingFailed: "Nichts ist fehlgeschlagen, was nicht noch einmal versucht wurde",
    failed: { cause: "Ursache", task: "Auftrag", last: "Zuletzt" },
    lastAudit: "Zuletzt im Prüfprotokoll",
    audit: { when: "Wann", who: "Wer", what: "Was", subject: "Woran" },
    done: "{{done}} von {{all}} Geräten sind fertig",
  },
  first: {
    title: "Erste Schritte",
    intro:
      "Jede Zeile hakt sich selbst ab, sobald der Server es gesehen hat, ob über eine Seite oder über den Befehl darunter.",
    trust: "Geräte vertrauen einem Release-Schlüssel",
    device: "Ein Gerät ist aufgenommen",
    package: "Ein Paket ist veröffentlicht",
    task: "Ein Auftrag ist beendet",
    done: "erledigt",
    open: "offen",
  },
};
