import { type TailPart, type VersionKey, versionKey } from "./key.ts";

/**
 * Below 0, 0 or above 0, as for `sort`. Takes any text and orders all of it: dotted numbers of any length first, then what
 * follows: `~` < dev < alpha < beta < preview < rc < nothing (or 0) < other words (`1.0.2k`, `9.2p1`) < numbers (`1.2-3`).
 * Build metadata behind `+` is not looked at.
 */
export function compareVersions(a: string, b: string): number {
  return a === b ? 0 : compareKeys(versionKey(a), versionKey(b));
}

export function compareKeys(a: VersionKey, b: VersionKey): number {
  const epoch = compareDigits(a.epoch, b.epoch);
  if (epoch !== 0) return epoch;
  for (let at = 0; at < Math.max(a.head.length, b.head.length); at++) {
    const order = compareDigits(a.head[at] ?? "0", b.head[at] ?? "0");
    if (order !== 0) return order;
  }
  for (let at = 0; at < Math.max(a.tail.length, b.tail.length); at++) {
    const order = compareParts(a.tail[at] ?? END, b.tail[at] ?? END);
    if (order !== 0) return order;
  }
  return 0;
}

const END: TailPart = { kind: "number", digits: "0" };

function compareParts(a: TailPart, b: TailPart): number {
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0) return rank;
  if (a.kind === "early" && b.kind === "early") return a.rank - b.rank;
  if (a.kind === "word" && b.kind === "word") return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
  if (a.kind === "number" && b.kind === "number") return compareDigits(a.digits, b.digits);
  return 0;
}

function rankOf(part: TailPart): number {
  switch (part.kind) {
    case "tilde":
      return 0;
    case "early":
      return 1;
    case "word":
      return 3;
    case "number":
      return part.digits === "0" ? 2 : 4;
  }
}

/** Decimal text without leading zeros: the longer is the larger. No number type is long enough for a date with a build number. */
function compareDigits(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
