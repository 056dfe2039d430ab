import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { de } from "./text/de.ts";
import { en } from "./text/en.ts";

export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;

/** Texts and numbers of one language. */
export interface Speech {
  language: Language;
  t: typeof en;
  bytes(bytes: number): string;
  /** `today at 20:00`, `Mon, Nov 30, 08:00`. */
  moment(atMs: number): string;
  /** The same with the time alone for today. */
  clock(atMs: number): string;
  /** `3 days`, in the largest unit that it is a whole number of. */
  span(ms: number): string;
  ago(atMs: number, nowMs: number): string;
}

/** Decimal, as disks are sold, and as the console and the command line say it. */
const UNITS = ["B", "kB", "MB", "GB", "TB"] as const;
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
];

const isToday = (atMs: number) => new Date(atMs).toDateString() === new Date().toDateString();

export function speechOf(language: Language): Speech {
  const t = { en, de }[language];
  const time = new Intl.DateTimeFormat(language, { timeStyle: "short" });
  const day = new Intl.DateTimeFormat(language, {
    ...{ weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" },
  } as const);
  return {
    language,
    t,
    bytes(bytes) {
      let [value, unit] = [bytes, 0];
      for (; value >= 999.5 && unit < UNITS.length - 1; unit++) value /= 1000;
      const digits = unit === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
      const said = new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
      return `${said}\u00a0${UNITS[unit]}`;
    },
    moment: (atMs) => (isToday(atMs) ? t.today(time.format(atMs)) : day.format(atMs)),
    clock: (atMs) => (isToday(atMs) ? time : day).format(atMs),
    span(ms) {
      const [unit, size] = STEPS.find(([, of]) => ms >= of && ms % of === 0) ?? ["millisecond", 1];
      return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(ms / size);
    },
    ago(atMs, nowMs) {
      const past = atMs - nowMs;
      const [unit, size] = STEPS.find(([, ms]) => Math.abs(past) >= ms) ?? ["second", 1_000];
      return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(Math.round(past / size), unit);
    },
  };
}

/** The first language of the browser that there is. */
export function firstLanguage(): Language {
  const wanted = navigator.languages.map((each) => each.slice(0, 2));
  return wanted.find((each): each is Language => Object.hasOwn(LANGUAGES, each)) ?? "en";
}

export const SpeechContext = createContext(speechOf("en"));
export const useSpeech = (): Speech => useContext(SpeechContext);
