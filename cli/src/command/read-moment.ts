import { usageFailure } from "../exit/failure.ts";
import { parseMoment } from "../terminal/moment.ts";

/** The value of `--since` and `--until`. */
export function readMoment(flag: string, text: string | undefined, nowMs: number): number | undefined {
  if (text === undefined) return undefined;
  const atMs = parseMoment(text, nowMs);
  if (atMs !== undefined && atMs >= 0) return Math.round(atMs);
  throw usageFailure(
    `${flag} cannot be "${text}"`,
    "Write how long ago (2h, 14d), a day (2026-11-01), or a moment (2026-11-01 08:00, 2026-11-01T08:00Z).",
  );
}
