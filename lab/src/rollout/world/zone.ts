import type { ZoneOffset } from "@shoal/core/settings/local-time";

const QUARTER_MS = 900_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Zones whose clocks change at other times, by other lengths, or not at all; the last is half an hour off. */
export const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "Asia/Kolkata",
  "UTC",
  "America/St_Johns",
  "Africa/Cairo",
] as const;
export type Zone = (typeof ZONES)[number];

/** Four weeks begin here: in some the clocks of these zones change, forwards and back. */
export const BEGINS = ["2026-03-05", "2026-03-22", "2026-10-01", "2026-10-20", "2026-04-12", "2026-06-01"].map((day) =>
  Date.parse(`${day}T00:00:00Z`),
);
/** What is known of a zone: from a week before to six weeks after the begin. */
const BEFORE_MS = 7 * DAY_MS;
const LENGTH_MS = 56 * DAY_MS;

/** A zone's clock, as the tables of this machine have it: what clocks show, minute by minute. */
export interface ZoneClock {
  fromMs: number;
  /** Of each minute since then: what a clock on the wall shows, in minutes since 1970. */
  shows: Int32Array;
  offsetMs: ZoneOffset;
  /** When it is set forwards or back. */
  changesMs: number[];
}

const known = new Map<string, ZoneClock>();

export function zoneClock(zone: Zone, beginMs: number): ZoneClock {
  const key = `${zone} ${beginMs}`;
  const clock = known.get(key) ?? readZone(zone, beginMs - BEFORE_MS);
  known.set(key, clock);
  return clock;
}

/** Asks for the date and time of every quarter of an hour: no zone changes at another time. */
function readZone(zone: Zone, fromMs: number): ZoneClock {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const shows = new Int32Array(LENGTH_MS / MINUTE_MS);
  const changes: { atMs: number; offsetMs: number }[] = [];
  for (let atMs = fromMs; atMs < fromMs + LENGTH_MS; atMs += QUARTER_MS) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = format.format(atMs).match(/\d+/g)!.map(Number);
    const shown = Date.UTC(year, month - 1, day, hour, minute);
    const at = (atMs - fromMs) / MINUTE_MS;
    for (let next = 0; next < 15; next++) shows[at + next] = shown / MINUTE_MS + next;
    if (changes.at(-1)?.offsetMs !== shown - atMs) changes.push({ atMs, offsetMs: shown - atMs });
  }
  const offsetMs = (atMs: number) => {
    let found = changes[0]!.offsetMs;
    for (const change of changes) if (atMs >= change.atMs) found = change.offsetMs;
    return found;
  };
  return { fromMs, shows, offsetMs, changesMs: changes.slice(1).map(({ atMs }) => atMs) };
}
