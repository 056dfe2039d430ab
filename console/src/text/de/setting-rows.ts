import type { SettingKey } from "@shoal/protocol/settings/rows";

/** What the rows of the agent settings say in English, in German. */
export const settingRowText: Record<SettingKey, { title: string; help: string }> = {
  pollIntervalMs: {
    title: "Abfrageintervall",
    help: "Wie oft ein Agent nach Arbeit fragt, wenn er nicht gerufen wird. Ein Fünftel Streuung kommt dazu.",
  },
  cacheLimitBytes: {
    title: "Obergrenze des Cache",
    help: "Was der Cache fassen darf. Inhalte offener Aufträge bleiben auch darüber.",
  },
  cacheFreePercent: {
    title: "Freizuhaltender Platz",
    help: "Anteil des Datenträgers, den der Cache frei lässt, gleich welche Obergrenze er hat.",
  },
  fetchParallel: {
    title: "Gleichzeitige Anfragen",
    help: "So viele Bereichsanfragen hat ein Agent höchstens zugleich offen.",
  },
  fetchRateBytesPerSecond: {
    title: "Ladegeschwindigkeit",
    help: "Obergrenze für das, was ein Agent lädt; 0 ist keine.",
  },
  fetchStallMs: {
    title: "Geduld bei Stillstand",
    help: "Eine Übertragung, von der so lange nichts kam, wird abgebrochen und fortgesetzt.",
  },
  patches: {
    title: "Patches verwenden",
    help: "Neue Inhalte aus alten im Cache zusammensetzen, wo das Bytes spart.",
  },
  multicast: {
    title: "Multicast",
    help: "Geräte eines Subnetzes holen gemeinsam eine Kopie: eines führt und sendet, die anderen empfangen.",
  },
  multicastStartDelayMs: {
    title: "Wartezeit vor dem Start",
    help: "Wie lange der Vertreter auf andere wartet, bevor er sendet. Er lädt inzwischen.",
  },
  multicastLeastBytes: {
    title: "Mindestgröße für Multicast",
    help: "Kleinere Inhalte holt jedes Gerät selbst vom Server: einander zu finden, dauerte länger.",
  },
  multicastRateBytesPerSecond: {
    title: "Multicast-Rate",
    help: "Obergrenze einer Sendung mit allen Kopfdaten; 0 sind 30 % der Geschwindigkeit der Verbindung, oder 7,5 MB/s, wo diese nicht bekannt ist.",
  },
  multicastInterfaces: {
    title: "Verbindungen für Multicast",
    help: "Namen der Verbindungen, die teilnehmen dürfen; * steht für beliebige Zeichen, ! davor nimmt aus. Ein VPN muss ganz genannt werden.",
  },
  multicastLinks: {
    title: "Subnetze zugleich",
    help: "In wie vielen Subnetzen ein Gerät teilnimmt, das Verbindungen zu mehreren hat: die besten derer, die dürfen.",
  },
  sources: {
    title: "Quellen",
    help: "Woher Inhalte kommen dürfen, in dieser Reihenfolge; was nicht genannt ist, ist aus.",
  },
  siteName: {
    title: "Standort",
    help: "Subnetze mit demselben Namen teilen sich einen Standort; leer: aus Gateway, öffentlicher Adresse und Name erkannt.",
  },
  siteSharing: {
    title: "Teilen am Standort",
    help: "Subnetze eines Standorts holen gemeinsam eine Kopie über das WAN.",
  },
  wanRateBytesPerSecond: {
    title: "WAN-Rate",
    help: "Obergrenze für das, was ein Gerät vom Server holt; 0 ist keine.",
  },
  wanRateWindows: {
    title: "WAN-Rate nach Tageszeit",
    help: "Obergrenzen, die zu anderen Zeiten stattdessen gelten; das erste Fenster, das zutrifft, zählt, und 0 ist keine.",
  },
  lanRateBytesPerSecond: {
    title: "LAN-Rate",
    help: "Obergrenze für das, was ein Gerät mit anderen seines Standorts austauscht; 0 ist keine. Eine Sendung hat zusätzlich ihre eigene.",
  },
  lanRateWindows: { title: "LAN-Rate nach Tageszeit", help: "Dasselbe für das LAN." },
  maintenanceWindows: {
    title: "Wartungsfenster",
    help: "Wann installiert, entfernt und neu gestartet werden darf: was darin nicht fertig würde, beginnt im nächsten. Keines: immer.",
  },
  deferralMs: {
    title: "Aufschub",
    help: "Wie lange eine Installation, eine Entfernung oder ein Neustart höchstens wartet, solange jemand angemeldet ist, ab dem Zeitpunkt, zu dem es beginnen könnte.",
  },
  deferralCount: {
    title: "Anzahl der Aufschübe",
    help: "Wie oft Menschen es innerhalb des Aufschubs verschieben dürfen: sie werden gefragt, und ohne Antwort beginnt es. 0: es wartet von selbst, und sie dürfen beliebig oft „später“ sagen.",
  },
  deferralIntervalMs: {
    title: "Dauer eines Aufschubs",
    help: "Um wie viel es verschoben wird, jedes Mal, wenn jemand „später“ sagt.",
  },
  userNotification: {
    title: "Benachrichtigung",
    help: "Was angemeldete Menschen erfahren: Neustarts, bevor sie geschehen, oder auch Installationen, die auf sie warten.",
  },
  rebootRule: {
    title: "Regel für Neustarts",
    help: "Wenn nötig: der Agent startet das Gerät neu, wo eine Installation es braucht, in einem Wartungsfenster. Erzwungen: ebenso, und zu seiner Frist auf jeden Fall. Nie: es wartet auf einen Menschen.",
  },
  rebootDeadlineMs: {
    title: "Frist für den Neustart",
    help: "Bei erzwungenen Neustarts: so lange nach der Installation startet das Gerät neu, wer auch daran arbeitet, und auch außerhalb seiner Fenster.",
  },
  rebootNoticeMs: {
    title: "Ankündigung des Neustarts",
    help: "Wie lange vor einem Neustart die Angemeldeten davon erfahren; bei erzwungenen, gleich was ihnen sonst gesagt wird.",
  },
  portal: {
    title: "Portal",
    help: "Die Menschen am Gerät dürfen sein Portal öffnen: sie sehen, was der Agent tut, fordern Angebote an und schieben auf, was aufgeschoben werden darf.",
  },
};
