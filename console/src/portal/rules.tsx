/** @jsxImportSource preact */
import type { PortalAbout } from "@shoal/protocol/portal/view";
import type { SettingRow } from "@shoal/protocol/settings/row";
import { SETTINGS, type Settings } from "@shoal/protocol/settings/rows";
import { type RateWindow, type TimeWindow, WEEKDAYS } from "@shoal/protocol/settings/window";
import { Facts } from "./facts.tsx";
import { type Speech, useSpeech } from "./speech.ts";

/** The settings in force: first what people notice, in their words, then all of them in those of who runs the fleet. */
export function Rules({ about }: { about: PortalAbout }) {
  const speech = useSpeech();
  const { t } = speech;
  const own = (key: string) => (about.set.includes(key) ? ` · ${t.rulesSet}` : "");
  const noticed = (Object.keys(t.rule) as (keyof typeof t.rule)[]).filter((key) => matters(key, about.settings));
  return (
    <>
      <Facts rows={noticed.map((key) => [t.rule[key], `${inWords(key, about.settings, speech)}${own(key)}`])} />
      <details>
        <summary>{t.allRules}</summary>
        <Facts
          rows={Object.entries(about.settings).map(([key, value]) => [
            t.settingTitle[key as keyof Settings],
            `${formatted(SETTINGS[key as keyof Settings], value, speech)}${own(key)}`,
          ])}
        />
      </details>
    </>
  );
}

/** What follows from a rule that is off is not told of. */
function matters(key: keyof Settings, { deferralMs, deferralCount, rebootRule }: Settings): boolean {
  if (key === "deferralIntervalMs") return deferralMs > 0;
  if (key === "deferralCount") return deferralMs > 0 || deferralCount > 0;
  if (key === "rebootDeadlineMs") return rebootRule === "forced";
  return key !== "rebootNoticeMs" || rebootRule !== "never";
}

function inWords(key: keyof Settings, settings: Settings, speech: Speech): string {
  const { t } = speech;
  const value = settings[key];
  if (key === "deferralMs" && value === 0) return t.notAtAll;
  if (key === "deferralCount" && value === 0) return t.asOftenAsLiked;
  if (key === "maintenanceWindows" && settings.maintenanceWindows.length === 0) return t.always;
  if (typeof value === "string") return t.ruleValue[value] ?? value;
  return formatted(SETTINGS[key], value, speech);
}

function formatted(row: SettingRow, value: Settings[keyof Settings], { t, bytes, span, language }: Speech): string {
  if (typeof value === "boolean") return value ? t.on : t.off;
  if (typeof value === "string") return value === "" ? t.none : value;
  if (typeof value !== "number")
    return value.length === 0
      ? t.none
      : value.map((each) => (typeof each === "string" ? each : windowed(each, language, t))).join("; ");
  if (value === 0 && "zero" in row && row.zero !== undefined) return t.zero[row.zero] ?? row.zero;
  switch ("unit" in row ? row.unit : undefined) {
    case "ms":
      return span(value);
    case "bytes":
      return bytes(value);
    case "bytes/s":
      return t.perSecond(bytes(value));
    case "percent":
      return t.percent(String(value));
    default:
      return new Intl.NumberFormat(language).format(value);
  }
}

/** Of a week from a Monday on, whose days have names in every language. */
const MONDAY_MS = Date.UTC(2026, 0, 5, 12);

function windowed(window: TimeWindow | RateWindow, language: string, t: Speech["t"]): string {
  const { days, nth, plusDays, from, to, forMinutes } = window;
  const name = new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" });
  const said = WEEKDAYS.filter((day) => days.includes(day)).map((day) =>
    name.format(MONDAY_MS + WEEKDAYS.indexOf(day) * 86_400_000),
  );
  const minutes = forMinutes === undefined ? "" : t.minutes(forMinutes);
  return [
    ...(nth === undefined ? [] : [t.nth[nth]]),
    said.length === WEEKDAYS.length && nth === undefined ? t.daily : said.join(", "),
    ...(plusDays === undefined ? [] : [`+${plusDays}`]),
    to === undefined ? `${from}, ${minutes}` : `${from}–${to}`,
  ].join(" ");
}
