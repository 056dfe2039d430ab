import type { START_SENTENCES } from "@shoal/protocol/sentence/start";

export const START_WORDS: Record<keyof typeof START_SENTENCES, string> = {
  "prog-none": "{program*}: ein solches Programm gibt es nicht",
  "prog-processor": "{program*}: ist kein Programm für diese Art von Prozessor",
  "prog-interpreter": "{program*}: der genannte Interpreter oder Lader ist nicht auf diesem System",
  "prog-may-not": "{program*}: darf nicht ausgeführt werden",
  "prog-system": "{program*}: ist kein Programm für dieses System",
  "prog-long": "{program*}: die Argumente sind zu lang",
  "folder-gone": "der Ordner {path*} ist nicht da",
  "folder-unset": "der Ordner {path*}: {variable} ist auf diesem Gerät nicht gesetzt",
  "variant-file-gone": "die Datei {file*} der Variante ist nicht da",
  "transform-gone": "die Transformation {file*} ist nicht da",
  "dependency-gone": "die Abhängigkeit {file*} ist nicht da",
  "packed-how": "wie {file*} gepackt ist, sagt der Name nicht",
  "no-removal": "das Paket sagt nicht, wie es entfernt wird: {installer} braucht remove mit command oder run",
  "apt-no-root": "apt kann nicht in einen anderen Wurzelordner installieren: verwenden Sie via: dpkg",
  "rpm-no-root": "{via} kann hier nicht in einen anderen Wurzelordner installieren: verwenden Sie via: rpm",
  "deb-no-name": "der Name des Pakets ist nicht bekannt: fügen Sie detect eine Bedingung deb hinzu",
  "rpm-no-name": "der Name des Pakets ist nicht bekannt: fügen Sie detect eine Bedingung rpm hinzu",
  "msi-no-code":
    "der Produktcode ist nicht bekannt: fügen Sie detect eine Bedingung msi hinzu, oder remove mit command",
  "pkg-no-identifier": "die Kennung des Belegs ist nicht bekannt: fügen Sie dem Installationsprogramm identifier hinzu",
  "exe-no-into":
    "{family} hat kein eigenes Argument für einen anderen Ordner: nennen Sie es unter arguments, ohne into",
  "not-in-image": "{app*} ist nicht im Abbild",
  "image-removal": "was ein Paket in einem Abbild installiert hat, wird durch remove mit command oder run entfernt",
  "nothing-written": "auf {device*} wurde nichts geschrieben",
  "version-is-link": "die Version kann nicht heißen wie der Link {path*}",
  "way-no-link": "{path*} ist im Weg: es ist kein Link",
  "way-not-ours": "{path*} ist im Weg: dieser Agent hat es nicht installiert",
  "receipt-path-gone": "der Beleg nennt {path*}, und das ist nicht da",
  "link-gone": "der Link {path*} ist nicht da",
  "no-block-device": "{path*} ist kein Blockgerät",
  "written-over":
    "auf {path*} wurde seither geschrieben: die SHA-256 ist {digest}; ist das gewollt, geben Sie eine Erkennungsregel, die hineinsieht",
  "closed-to":
    "es soll als {account} laufen, und dieses Konto kommt nicht durch {path*}; geben Sie dem Agenten einen Ordner --state, durch den alle kommen",
};
