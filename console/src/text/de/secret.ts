import type { secretText as en } from "../en/secret.ts";

export const secretText: typeof en = {
  secret: {
    title: "Geheimnisse",
    intro:
      "Lizenzschlüssel und Zugangsdaten, die Pakete brauchen. Ein Wert geht hinein und kommt nie heraus: er wird für das Gerät versiegelt, das ihn braucht.",
    new: "Neues Geheimnis",
    name: "Name",
    value: "Wert",
    valueHint: "Er wird hier nie wieder gezeigt.",
    valueKeeps: "Bleibt das Feld leer, behält es seinen Wert.",
    packages: "Pakete, die es benutzen dürfen",
    packagesHint: "Keines: nichts darf es benutzen",
    needed: "Von Releases gebraucht",
    isNeeded_one: "{{count, number}} Release, das angeordnet werden kann, braucht es",
    isNeeded_other: "{{count, number}} Releases, die angeordnet werden können, brauchen es",
    changed: "Geändert",
    by: "Von",
    version: "Gesetzt (Anzahl)",
    save: "Sichern",
    same: "Nichts ist geändert",
    empty: "Es gibt kein Geheimnis",
    emptyHint:
      "Ein Paket nennt, welche Geheimnisse es braucht; setzen Sie sie hier, und sagen Sie, welche Pakete sie benutzen dürfen.",
    gone: "Dieses Geheimnis gibt es nicht",
    goneHint:
      "Entweder gab es unter diesem Namen nie eines, oder es wurde gelöscht: das Prüfprotokoll sagt, welches von beiden.",
    delete: "Löschen",
    confirmDelete: "Das Geheimnis {{name}} löschen?",
    deleteHint: "Sein Wert ist dann für immer weg.",
  },
};
