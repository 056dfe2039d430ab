import type { packageText as en } from "../en/package.ts";

export const packageText: typeof en = {
  package: {
    title: "Pakete",
    name: "Name",
    publisher: "Herausgeber",
    latest: "Neueste",
    releases: "Releases",
    changed: "Geändert",
    empty: "Noch kein Paket ist veröffentlicht",
    emptyHint:
      "Legen Sie seine Dateien hier ab, oder veröffentlichen Sie einen Ordner mit einer shoal.yaml über die Kommandozeile.",
    waits: "{{version}} wartet auf die Signatur",
    onlyWaits: "Es wartet auf die Signatur",
    onlyWaitsHint:
      "Es wurde gesendet und ist noch nicht veröffentlicht: Geräte können es erst bekommen, wenn signiert hat, wer die Schlüssel hat.",
    variants: "Varianten",
    matrix: "Was es für wen gibt",
    matrixFilled: "{{variant}}",
    matrixMissing: "fehlt",
    matrixFallback: "{{variant}} (allgemein)",
    version: "Version",
    signedBy: "Signiert mit Schlüssel",
    published: "Veröffentlicht",
    recalled: "Zurückgezogen: {{reason}}",
    deploy: "Neuer Auftrag mit diesem Release",
  },
};
