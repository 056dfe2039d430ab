import { usageFailure } from "../exit/failure.ts";

/** More rows than this are what the exports are for. */
const MOST_ROWS = 1_000_000;

export function readLimit(text: string): number {
  const limit = Number(text);
  if (/^\d+$/.test(text) && limit >= 1 && limit <= MOST_ROWS) return limit;
  throw usageFailure(`--limit cannot be "${text}"`, `Write a number from 1 to ${MOST_ROWS}.`);
}
