import type { NEXT_SENTENCES } from "@shoal/protocol/sentence/next";

export const NEXT_WORDS: Record<keyof typeof NEXT_SENTENCES, string> = {
  "see-log": "Lesen Sie das Ende seines Protokolls; es steht beim Bericht.",
  "raise-timeout":
    "Sehen Sie am Ende des Protokolls, worauf es gewartet hat; braucht es länger, erhöhen Sie die Zeit im Paket.",
  "see-file": "Sehen Sie nach, ob die Datei für diese Art von System ist und ihr Interpreter installiert ist.",
  "clear-way":
    "Räumen Sie weg, was im Weg ist, oder wählen Sie im Paket einen anderen Ordner; dann versuchen Sie den Auftrag noch einmal.",
  "correct-package": "Berichtigen Sie das Paket, und veröffentlichen Sie es neu.",
  "correct-installer": "Sagen Sie es im Paket, veröffentlichen Sie es als neue Version, und bestellen Sie diese.",
  "close-folder":
    "Lassen Sie niemanden als den Benutzer des Agenten ändern, was genannt ist, und versuchen Sie den Auftrag noch einmal: wer es darf, handelte mit den Rechten des Agenten.",
  "set-folder":
    "Setzen Sie die Variable für den Dienst des Agenten auf dem Gerät, oder nennen Sie im Paket einen Ordner; dann versuchen Sie den Auftrag noch einmal.",
  "other-via":
    "Wählen Sie im Paket einen anderen Weg (via), veröffentlichen Sie es als neue Version, und bestellen Sie diese.",
  "install-program":
    "Installieren Sie das Programm auf dem Gerät, oder nennen Sie im Paket ein anderes; dann versuchen Sie den Auftrag noch einmal.",
  "allow-program":
    "Sehen Sie nach, ob der Agent sie lesen und ausführen darf: die Rechte der Datei, und was das System verbietet.",
  "other-processor":
    "Fügen Sie dem Paket eine Variante für diese Art von Prozessor hinzu, oder bestellen Sie es für andere Geräte.",
  "free-disk": "Schaffen Sie Platz auf dem Gerät, dann versuchen Sie den Auftrag noch einmal.",
  "free-disk-kept": "Schaffen Sie Platz auf dem Gerät, dann versuchen Sie es noch einmal; was schon da ist, bleibt.",
  "see-agent-log": "Die Einzelheiten stehen im Protokoll des Agenten auf dem Gerät.",
  "publish-again": "Veröffentlichen Sie das Release noch einmal.",
  "look-for-proxies": "Etwas zwischen dem Server und diesem Gerät verändert, was hindurchgeht; suchen Sie nach Proxys.",
  "ask-publisher":
    "Haben Sie es veröffentlicht, sehen Sie nach, was signiert ist: „shoal package get“. Wenn nicht, ist der Server oder sein Auftragsschlüssel in fremden Händen.",
  "sound-disk":
    "Sehen Sie zu, dass der Datenträger des Servers heil ist und niemand dazwischensteht; dann versuchen Sie den Auftrag noch einmal.",
  "check-server":
    "Sehen Sie zu, dass es Ihr Server ist und niemand dazwischensteht: „shoal trust show“ sagt, was er ausgeben soll. Wurde er aus einer Sicherung wiederhergestellt, signieren Sie seine Metadaten neu: „shoal trust renew --restored“.",
  "clock-timestamp":
    "Vergleichen Sie die Uhr des Geräts mit der des Servers. Geht sie richtig, sehen Sie ins Protokoll des Servers: er signiert seinen Zeitstempel zweimal am Tag selbst.",
  "clock-snapshot":
    "Vergleichen Sie die Uhr des Geräts mit der des Servers. Geht sie richtig, sehen Sie ins Protokoll des Servers: er signiert seine Liste selbst.",
  "clock-root":
    "Vergleichen Sie die Uhr des Geräts mit der des Servers. Geht sie richtig, signieren Sie eine neue Wurzel: „shoal trust renew“.",
  "clock-role":
    "Vergleichen Sie die Uhr des Geräts mit der des Servers. Geht sie richtig, signieren Sie neu: „shoal trust renew“.",
  "sign-with-named":
    "Signieren Sie mit einem Schlüssel, den die Metadaten nennen: „shoal trust show“. Hat das niemand von Ihnen signiert, ist dem Server oder etwas vor ihm nicht zu trauen.",
  "see-secret":
    "Sehen Sie nach, ob es gesetzt ist, und für dieses Paket (Seite Geheimnisse); dann versuchen Sie den Auftrag noch einmal: es wird jedes Mal neu versiegelt.",
  "see-kernel":
    "Sehen Sie nach, was der Kern über das Blockgerät sagt (dmesg); ist es heil, versuchen Sie den Auftrag noch einmal: was schon darauf ist, bleibt.",
  "name-other-device":
    "Nennen Sie im Paket ein anderes Blockgerät, oder geben Sie dieses frei; geschrieben wurde darauf nichts.",
  "run-detection": "Führen Sie die Erkennung auf dem Gerät von Hand aus, oder berichtigen Sie die Regel im Paket.",
  "check-detection":
    "Prüfen Sie die Erkennungsregel an einem Gerät, auf dem es installiert ist, und sehen Sie ins Protokoll des Installationsprogramms.",
  "check-removal":
    "Sehen Sie im Protokoll, was das Entfernen übrig ließ, und prüfen Sie die Erkennungsregel an einem Gerät, auf dem es nicht installiert ist.",
  "look-then-retry":
    "Sehen Sie das Gerät an, dann versuchen Sie den Auftrag noch einmal; kann das Installationsprogramm zweimal laufen, sagen Sie es im Paket (repeatable).",
  "look-at-way":
    "Sehen Sie zu, dass das Gerät den Server und seine Quellen erreicht; dann versuchen Sie den Auftrag noch einmal: was schon da ist, bleibt.",
  "look-at-needed":
    "Sehen Sie nach, warum das, was es braucht, auf diesem Gerät scheiterte; ist das behoben, versuchen Sie den Auftrag noch einmal.",
  "meet-needed": "Veröffentlichen oder installieren Sie, was es braucht; dann versuchen Sie den Auftrag noch einmal.",
  "give-window":
    "Geben Sie den Geräten ein längeres Fenster, sagen Sie im Paket, wie lange es dauert (expectedDuration), oder verlangen Sie es sofort.",
  "look-at-attempts":
    "Sehen Sie nach, woran jeder Versuch gescheitert ist; ist die Ursache behoben, versuchen Sie den Auftrag noch einmal.",
  "see-envelope":
    "Sehen Sie nach, mit welchem Auftragsschlüssel sie versiegelt ist: ein Gerät nimmt die Nachrichten seines Servers, in ihrer Folge und jede einmal.",
  "restart-device": "Starten Sie das Gerät neu, oder erlauben Sie Neustarts in den Einstellungen des Agenten.",
  "retry-when-mended": "Wenn die Ursache behoben ist: „shoal task retry {task}“",
  "another-agrees": "Ein anderer Bediener stimmt ihm zu: „shoal task approve“.",
  "start-task": "Starten Sie den Auftrag.",
  "make-task": "Legen Sie einen Auftrag an, der dieses Gerät meint.",
  "person-asks":
    "Jemand am Gerät fordert es an: „shoal-agent install {package}“. Hat es eine Frist, wird es dann verlangt.",
  "gets-it-connected":
    "Zu tun ist nichts: das Gerät bekommt es, wenn es sich verbindet. Sollte es verbunden sein, sehen Sie nach dem Dienst des Agenten und seinem Weg zum Server.",
  "see-rollout": "Wie weit sein Rollout ist: „shoal rollout show {task}“",
  "tried-again": "Es wird von selbst noch einmal versucht; sofort: „shoal task retry {task} --device {device}“",
  "image-match-linux": "Fügen Sie der Bedingung der Variante os: linux hinzu.",
  "image-see-devices": "Sehen Sie mit lsblk -o NAME,SIZE,PARTLABEL,PARTUUID und ls /dev/disk/by-id, was da ist.",
  "image-other-label": "Geben Sie einem davon ein anderes Etikett, oder nennen Sie es mit ID= oder PARTUUID=.",
  "image-name-block": "Nennen Sie ein Blockgerät: lsblk zählt sie auf.",
  "image-retry": "Versuchen Sie den Auftrag noch einmal.",
  "image-let-go":
    "Sehen Sie, wer es hat (lsblk, fuser, andere Namensräume), geben Sie es frei, und versuchen Sie es noch einmal.",
  "image-be-root": "Lassen Sie den Agenten als root laufen, und nehmen Sie jeden Schreibschutz weg.",
  "image-unprotect":
    "Nehmen Sie den Schreibschutz weg (blockdev --setrw, oder sein Schalter), und versuchen Sie es noch einmal.",
  "image-larger": "Nennen Sie ein größeres Gerät, oder veröffentlichen Sie ein kleineres Abbild.",
  "image-not-own": "Nennen Sie das Gerät, das überschrieben werden soll; auf diesem läuft der Agent selbst.",
  "image-unmount": "Hängen Sie {place*} aus, wenn nichts es braucht, und versuchen Sie es noch einmal.",
  "image-swapoff": "swapoff {device*}, wenn genug Arbeitsspeicher da ist; dann versuchen Sie es noch einmal.",
  "image-take-out":
    "Nehmen Sie es zuerst aus seinem Verbund, seiner Volumengruppe oder Abbildung (mdadm --stop, vgchange -an, dmsetup remove), und versuchen Sie es noch einmal.",
  "see-memory-disk":
    "Prüfen Sie Arbeitsspeicher und Datenträger des Geräts; veröffentlichen Sie das Release noch einmal, wenn auch andere Geräte scheitern.",
  "see-other-installers": "Sehen Sie, was auf diesem Gerät sonst installiert, und versuchen Sie es noch einmal.",
  "publish-or-between":
    "Veröffentlichen Sie das Release noch einmal, oder sehen Sie nach, was zwischen diesem Gerät und dem Server steht.",
  "proxies-or-memory":
    "Etwas zwischen dem Server und diesem Gerät verändert, was hindurchgeht; suchen Sie nach Proxys und fehlerhaftem Arbeitsspeicher.",
};
