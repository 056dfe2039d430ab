import type { keyboardText as en } from "../en/keyboard.ts";

export const keyboardText: typeof en = {
  keyboard: {
    title: "Tastatur",
    hint: "Alles hier geht ohne Maus. Buchstaben gelten nur dort als Tasten, wo eine Liste den Fokus hat; so stört keiner beim Schreiben oder Ihren Bildschirmleser.",
    keys: "Tasten",
    does: "Was sie tun",
    names: { space: "Leertaste", Ctrl: "Strg", Shift: "Umschalt", Enter: "Eingabe", Home: "Pos1", End: "Ende" },
    where: { everywhere: "Überall", list: "In der Liste der Geräte", grid: "Im Raster eines Auftrags" },
    what: {
      palette:
        "Die Palette öffnen: jede Seite, alles, was sich anlegen lässt, Aufträge, Pakete, Gruppen und Geräte nach Namen",
      next: "Weiter zum nächsten Bedienbaren; mit Umschalt zurück",
      open: "Öffnen oder ausführen, was den Fokus hat",
      close: "Einen Dialog oder ein Menü schließen und dorthin zurück, wo Sie waren",
      row: "Zum nächsten oder vorigen",
      choose: "Auswählen oder abwählen",
      range: "Alle vom letzten bis hierher auswählen",
      ends: "Zum ersten oder letzten",
      cell: "Zur nächsten Zelle in dieser Richtung; unter dem Raster steht, wer es ist und was daraus wurde",
      story: "Was auf diesem Gerät geschah, Schritt für Schritt",
    },
  },
};
