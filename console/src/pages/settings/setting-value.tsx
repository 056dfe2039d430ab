import { type SettingKey, settingRow } from "@shoal/protocol/settings/rows";
import { type RateWindow, type TimeWindow, WEEKDAYS, type Weekday } from "@shoal/protocol/settings/window";
import i18next, { type TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../text/format.ts";
import { unitFor } from "./units.ts";

/** A setting's value as one reads it. */
export function SettingValue({ of: key, value }: { of: SettingKey; value: unknown }) {
  const { t } = useTranslation();
  return <>{valueText(t, key, value)}</>;
}

export function valueText(t: TFunction, key: SettingKey, value: unknown): string {
  const row = settingRow(key)!;
  switch (row.type) {
    case "integer": {
      if (value === 0 && row.zero !== undefined) return t(`settings.zero.${row.zero}`);
      const [unit, size] = unitFor(row.unit, value as number);
      return `${formatNumber((value as number) / size, 2)}\u00a0${unit}`.trim();
    }
    case "boolean":
      return t(value === true ? "settings.on" : "settings.off");
    case "choice":
      return t(`settings.choice.${value as "never"}`);
    case "order":
      return (value as "cache"[]).map((each) => t(`settings.choice.${each}`)).join(" → ");
    case "text":
      return value === "" ? t("common.none") : String(value);
    case "texts":
      return (value as string[]).join(", ");
    case "windows":
    case "rates": {
      const windows = value as TimeWindow[];
      if (windows.length === 0) return t(row.type === "windows" ? "settings.always" : "common.none");
      return windows.map((window) => windowText(t, window)).join("; ");
    }
  }
}

/** Its name in the language that is spoken; 2024 began with a Monday. */
export function dayName(day: Weekday): string {
  return new Intl.DateTimeFormat(i18next.language, { weekday: "short", timeZone: "UTC" }).format(
    Date.UTC(2024, 0, 1 + WEEKDAYS.indexOf(day)),
  );
}

function windowText(t: TFunction, window: TimeWindow | RateWindow): string {
  const { days, nth, plusDays, from, to, forMinutes } = window;
  return [
    nth === undefined ? "" : t(`settings.nth.${nth}`),
    days.length === WEEKDAYS.length ? t("settings.daily") : days.map(dayName).join(", "),
    plusDays === undefined ? "" : t("settings.plusDays", { count: plusDays }),
    to === undefined ? t("settings.fromFor", { from, minutes: forMinutes }) : `${from}–${to}`,
    "bytesPerSecond" in window ? valueText(t, "wanRateBytesPerSecond", window.bytesPerSecond) : "",
  ]
    .filter((word) => word !== "")
    .join(" ");
}
