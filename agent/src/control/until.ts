/** Nobody puts anything off for longer; what the rule allows is far less. */
const MOST_MS = 366 * 86_400_000;
const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const SPAN = /^(\d{1,5})(m|h|d)$/;
const CLOCK = /^([01]?\d|2[0-3]):([0-5]\d)$/;
const DAY = /^(\d{4})-(\d\d)-(\d\d)(?:[T ]([01]?\d|2[0-3]):([0-5]\d))?$/;

export type Until = { ok: true; forMs: number } | { ok: false; why: string };

const FORMS = "write 90m, 2h or 1d, a time (18:30), or a day with or without one (2026-11-30T08:00)";

/**
 * Until when somebody wishes, as a length of time from now: the agent goes by its server's clock, and who writes goes by the one on the
 * wall. A time of day is the next one to come; a day alone is its beginning.
 */
export function readUntil(text: string, now: Date): Until {
  const atMs = momentOf(text.trim(), now);
  if (atMs === undefined) return { ok: false, why: `--until "${text.slice(0, 40)}" is no time: ${FORMS}` };
  const forMs = atMs - now.getTime();
  if (forMs <= 0) return { ok: false, why: `--until ${text.trim()} is over already` };
  if (forMs > MOST_MS) return { ok: false, why: `--until ${text.trim()} is more than a year ahead` };
  return { ok: true, forMs };
}

function momentOf(text: string, now: Date): number | undefined {
  const [, count, unit] = SPAN.exec(text) ?? [];
  if (count !== undefined) return now.getTime() + Number(count) * UNITS[unit as keyof typeof UNITS];
  const clock = CLOCK.exec(text);
  if (clock) {
    const [hour, minute] = [Number(clock[1]), Number(clock[2])];
    const at = (days: number) =>
      new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour, minute).getTime();
    return at(0) > now.getTime() ? at(0) : at(1);
  }
  const day = DAY.exec(text);
  if (!day) return undefined;
  const [year, month, date, hour, minute] = day.slice(1).map((part) => Number(part ?? 0)) as [number, ...number[]];
  const at = new Date(year, month! - 1, date, hour, minute);
  // The thirtieth of February is another day to a Date.
  return at.getMonth() === month! - 1 && at.getDate() === date ? at.getTime() : undefined;
}
