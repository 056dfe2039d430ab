import { readLimit } from "../command/read-limit.ts";
import { readMoment } from "../command/read-moment.ts";
import type { Shell } from "../command/shell.ts";
import { usageFailure } from "../exit/failure.ts";

export interface SpanOptions {
  since?: string;
  until?: string;
}

export interface RankOptions extends SpanOptions {
  limit: string;
}

const MOST_RANKED = 500;

export function spanOf(options: SpanOptions, shell: Shell): { since?: number; until?: number } {
  const since = readMoment("--since", options.since, shell.nowMs());
  const until = readMoment("--until", options.until, shell.nowMs());
  if (since !== undefined && until !== undefined && since >= until)
    throw usageFailure("--since is not before --until", "Nothing can have happened in between; turn them round.");
  return { ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
}

export function rankOf(options: RankOptions, shell: Shell): { since?: number; until?: number; limit: number } {
  return { ...spanOf(options, shell), limit: Math.min(MOST_RANKED, readLimit(options.limit)) };
}
