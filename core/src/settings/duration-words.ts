const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in a sentence, to its two largest parts: `45 s`, `12 min`, `25 h 30 min`, `a day`, `3 days 5 h`. */
export function durationInWords(ms: number): string {
  if (ms < MINUTE) return `${Math.round(ms / SECOND)} s`;
  if (ms === DAY) return "a day";
  const minutes = Math.round(ms / MINUTE);
  const days = ms < 2 * DAY ? 0 : Math.floor(ms / DAY);
  const [hours, rest] = [Math.floor(minutes / 60) - days * 24, minutes % 60];
  const parts = [days && `${days} days`, hours && `${hours} h`, rest && `${rest} min`].filter(Boolean);
  return parts.slice(0, 2).join(" ");
}
