import type { ErrorCode } from "@shoal/protocol/errors/catalogue";

/** What to do about a refusal, by its code. */
export const PROBLEM_HINTS: Record<ErrorCode, string> = {
  "bad-request": "Der Wortlaut des Servers nennt das Feld und was darin stehen muss.",
  "audit-broken":
    "„shoal audit verify“ nennt den ersten Eintrag, dem nicht zu glauben ist; vergleichen Sie mit der letzten Sicherung.",
  "package-invalid":
    "Der Wortlaut nennt die Stelle im Paket; berichtigen Sie sie, und veröffentlichen Sie noch einmal.",
  "variant-tie":
    "Fassen Sie eine der beiden enger, oder fügen Sie eine für genau die Geräte hinzu, auf die beide passen.",
  "signature-invalid":
    "Der Wortlaut nennt die Schlüssel, die zählen; gespeichert wurde nichts. „shoal trust show“ zeigt, wer was signieren darf.",
  "metadata-stale":
    "Lesen Sie sie neu, und signieren Sie diese; „shoal package publish“ tut das von selbst. Gespeichert wurde nichts.",
  "metadata-refused": "Der Wortlaut nennt die Rolle und was an ihr falsch ist; gespeichert wurde nichts.",
  "not-staged":
    "Senden Sie zuerst das Release: „shoal package publish“ tut es und „shoal release request“. Gespeichert wurde nichts.",
  "trust-missing": "Erzeugen Sie Schlüssel, und sagen Sie es: „shoal key generate“, dann „shoal trust init“.",
  "key-untrusted":
    "Signieren Sie mit einem Schlüssel, der für dieses Paket signieren darf: „shoal trust show“ nennt sie, „shoal trust delegate“ gibt einem Schlüssel eine Rolle.",
  "release-exists": "Veröffentlichte Releases ändern sich nie. Erhöhen Sie die Version in shoal.yaml.",
  "dependency-unmet": "Der Wortlaut nennt, was zuerst zu veröffentlichen ist; gespeichert wurde nichts.",
  "dependency-circle": "Nehmen Sie eine der Abhängigkeiten aus shoal.yaml; gespeichert wurde nichts.",
  "release-recalled":
    "Wählen Sie ein anderes: „shoal package get NAME“ nennt sie. „shoal package unrecall“ hebt das Zurückziehen auf.",
  "blob-mismatch":
    "Die Datei hat sich geändert, oder die Verbindung hat sie verfälscht; gespeichert wurde nichts. Laden Sie sie noch einmal hoch.",
  "blob-missing": "Laden Sie zuerst die Dateien hoch; „shoal package publish“ tut es.",
  "body-too-large": "docs/limits.md nennt die Grenzen und ihre Gründe.",
  "body-timeout": "Prüfen Sie die Verbindung, und senden Sie es noch einmal; Hochladen beginnt von vorn.",
  "length-required": "Senden Sie Content-Length mit.",
  unsupported: "Senden Sie die Art von Inhalt, die /openapi.json für diese Route nennt.",
  unauthorized:
    "Melden Sie sich an, oder senden Sie ein Token: „shoal login URL“ bewahrt eines auf. Hat noch niemand eines: „shoal server setup-link“.",
  "certificate-required":
    "Agenten haben eines seit ihrer Aufnahme: „shoal-agent enrol“. Ein Proxy dazwischen muss danach fragen und es weitergeben: docs/how-to/nginx-in-front.md.",
  "certificate-refused":
    "Der Wortlaut sagt, warum. Ein Gerät, das bleiben soll, wird neu aufgenommen: „shoal-agent enrol --force“.",
  "certificate-expired":
    "Ein Agent erneuert es selbst, mit diesem Zertifikat; vorher bekommt er auf nichts anderes Antwort.",
  "device-revoked":
    "Ihm wird alles verweigert. Soll es zurückkommen, wird es neu aufgenommen: „shoal-agent enrol --force“.",
  "device-quarantined":
    "Sein Datenträger wurde kopiert. Nehmen Sie die Kopie neu auf (dort: „shoal-agent enrol --force“), dann lassen Sie das andere weitermachen: „shoal device release“.",
  forbidden: "Bitten Sie um ein Token mit diesem Recht.",
  "permission-missing":
    "Welches Recht fehlt, nennt der Wortlaut. Die Seite Rollen zeigt, was Rollen enthalten; Ihr Konto, wer Sie sind.",
  "all-devices-only":
    "Fragen Sie nach dem, was Ihre Gruppen haben: Geräte, Aufträge. Oder lassen Sie sich die Rolle über alle Geräte geben.",
  "not-over-groups":
    "Vergeben Sie es über alle Geräte, oder eine andere Rolle: die Seite Rollen zeigt, was jede enthält.",
  "moves-devices":
    "Jemand, dessen Rollen für alle Geräte gelten, kann es. Eine Marke, nach der keine solche Gruppe fragt, ist frei: die Seite Gruppen zeigt, wonach Ihre fragen.",
  "second-factor-missing":
    "Unter „Ihr Konto“ oder mit „shoal login“: ein Authenticator oder ein Passkey. Bis dahin ist sonst nichts erlaubt.",
  "sign-in-refused":
    "Sehen Sie Adresse, Passwort und Code noch einmal an. Wer sie vergessen hat, bittet um einen neuen Link: „shoal operator reset NAME“.",
  "sign-in-held":
    "Warten Sie so lange, wie der Wortlaut sagt. Ein Browser, der sich hier schon angemeldet hat, wird von Fremden nicht aufgehalten, ein Passkey auch nicht.",
  "sign-on-refused":
    "Beginnen Sie noch einmal bei der Anmeldung. Was der Dienst sagte oder was fehlte, steht im Wortlaut; Rollen gibt dort Ihre Verwaltung.",
  "tls-missing": "Kommen Sie über den Proxy davor, oder über https, wo er ein eigenes Zertifikat hat.",
  "origin-refused":
    "Öffnen Sie die Seiten des Servers selbst; hinter einem Proxy wird der Server mit --public-url gestartet, so wie Browser ihn sehen.",
  "link-invalid": "Er gilt einmal, einige Tage lang; bitten Sie um einen neuen: „shoal operator reset NAME“.",
  "setup-link-invalid":
    "Auf der Maschine des Servers: „shoal server setup-link --data ORDNER“ macht einen neuen; er gilt einmal, einen Tag lang.",
  "not-found": "Prüfen Sie den Namen oder die Nummer; was es gibt, zeigen die Listen.",
  "method-not-allowed": "/openapi.json nennt die Methoden jeder Route.",
  "range-unsatisfiable": "Fragen Sie nach einem Bereich innerhalb der Größe.",
  "precondition-failed": "Holen Sie das Release noch einmal.",
  conflict: "In welchem Zustand es ist, und was darin möglich ist, sagt der Wortlaut des Servers.",
  "no-targets": "Die Vorschau zeigt zu jedem Gerät, warum es nicht dabei ist.",
  "plan-invalid":
    "Der Wortlaut nennt den Ring, das Feld und was richtig wäre; gespeichert wurde nichts. docs/how-to/rollouts.md hat einen Plan zum Beginnen.",
  "query-invalid": "Der Wortlaut nennt die Stelle und was dort stehen könnte; docs/queries.md erklärt die Sprache.",
  "query-matches-all":
    "Schreiben Sie all, wenn jedes Gerät gemeint ist, oder bestätigen Sie die Zahl. Geändert wurde nichts.",
  "rollback-unconfirmed":
    "Sehen Sie an, was es täte („shoal task rollback AUFTRAG --dry-run“), und bestätigen Sie dann die Zahl. Geändert wurde nichts.",
  "group-in-use": "Ändern oder beenden Sie zuerst, was sie verwendet; gelöscht wurde nichts.",
  "group-cycle":
    "Der Wortlaut nennt den Weg im Kreis; lassen Sie die Gruppe in einer dieser Abfragen weg. Geändert wurde nichts.",
  "webhook-invalid":
    "Was im Weg ist, sagt der Wortlaut; gespeichert wurde nichts. docs/how-to/monitoring.md hat ein Beispiel.",
  "siem-invalid":
    "Wie ein Ziel aussieht, sagt der Wortlaut; gespeichert wurde nichts. docs/how-to/monitoring.md hat Beispiele.",
  "managed-by-files":
    "Ändern Sie die Datei, und wenden Sie sie wieder an, oder sagen Sie --override: dann weichen die Dateien ab, und „shoal diff“ zeigt es. Geändert wurde nichts.",
  "fleet-invalid":
    "Berichtigen Sie, was genannt ist; geändert wurde nichts. docs/how-to/fleet-as-files.md erklärt jede Art.",
  "plan-changed": "Jemand hat seither etwas geändert: sehen Sie es noch einmal an. Geändert wurde nichts.",
  "urgency-invalid": "Was einander widerspricht, sagt der Wortlaut; gespeichert wurde nichts.",
  "not-on-offer": "„shoal-agent available“ nennt, was dieses Gerät anfordern darf.",
  "secret-needed":
    "Ziehen Sie zuerst das Release zurück, oder geben Sie dem Geheimnis einen anderen Wert. Gelöscht wurde nichts.",
  "secret-unbound":
    "Darüber entscheidet, wer Geheimnisse setzt: die Seite Geheimnisse zeigt, wer es verwenden darf, und ändert es. Geändert wurde nichts.",
  "secret-unset": "Setzen Sie es auf der Seite Geheimnisse, für dieses Paket. Geändert wurde nichts.",
  "setting-unknown": "docs/settings.md und „shoal setting keys“ nennen alle.",
  "setting-invalid": "Was sie sein kann, sagt der Wortlaut; gespeichert wurde nichts.",
  "setting-no-source":
    "Nennen Sie in den Quellen eine andere, oder schalten Sie ein, was sie braucht; gespeichert wurde nichts.",
  "capability-unsupported":
    "Bringen Sie den Agenten auf den neuen Stand, oder den Server, wo der Agent neuer ist; beide Zahlen stehen im Wortlaut.",
  "enrolment-refused":
    "Ein Aufnahmeschlüssel kann vertippt, abgelaufen, aufgebraucht oder widerrufen sein. Stellen Sie auf der Seite Aufnahme einen neuen aus.",
  "cursor-expired": "Lesen Sie die Liste noch einmal, und folgen Sie den Ereignissen von dort an.",
  "rate-limited": "Warten Sie so lange, wie Retry-After sagt.",
  "disk-full": "Schaffen Sie Platz im Datenordner; von dieser Anfrage wurde nichts behalten.",
  unavailable: "Versuchen Sie es noch einmal; Agenten tun es von selbst.",
  internal: "Das Protokoll des Servers hat die Einzelheiten unter der Nummer dieser Anfrage.",
};
