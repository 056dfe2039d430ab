import type { groupText as en } from "../en/group.ts";

export const groupText: typeof en = {
  group: {
    title: "Gruppen",
    new: "Neue Gruppe",
    who: "Wer",
    list: "eine Liste",
    listHint: "Ihre Geräte sind eine Liste. In der Geräteliste nehmen Sie welche auf oder heraus.",
    empty: "Es gibt noch keine Gruppe",
    emptyHint: "Eine Gruppe ist eine gespeicherte Abfrage oder eine Liste von Geräten unter einem Namen.",
    description: "Wofür sie da ist",
    overtaken: "{{who}} hat sie geändert, seit Sie begonnen haben",
    takeTheirs: "Zeigen, was jetzt gilt",
    missing: "Es fehlen ein Name und eine Abfrage",
    save: "Sichern",
    delete: "Löschen",
    confirmDelete: "Die Gruppe {{name}} löschen?",
    used: "Sie wird verwendet",
    usedBy: "Verwendet von",
  },
};
