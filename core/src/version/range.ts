import { say } from "@shoal/protocol/sentence/say";
import { compareVersions } from "./compare.ts";

export { compareVersions };

export const OPERATORS = [">=", "<=", ">", "<", "="] as const;
export type Operator = (typeof OPERATORS)[number];

/** Comparisons, all of which must hold: `>=10.0.17763 <11`. */
export interface Range {
  text: string;
  comparisons: { operator: Operator; version: string }[];
}

export type ParsedRange = { ok: true; range: Range } | { ok: false; error: string };

/** As long as the schemas allow a range to be. */
const MAX_CHARS = 128;

/** Space-separated comparisons; a bare version must be equal. The error is a sentence for the author. */
export function parseRange(text: string): ParsedRange {
  if (text.length > MAX_CHARS) return { ok: false, error: say("range-long", { count: MAX_CHARS }) };
  const words = text.split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) return { ok: false, error: say("range-empty") };
  const comparisons: Range["comparisons"] = [];
  for (const word of words) {
    const [, operator, version] = /^(>=|<=|>|<|=)?(.*)$/s.exec(word)!;
    const error = versionError(version!, operator);
    if (error !== undefined) return { ok: false, error };
    comparisons.push({ operator: (operator ?? "=") as Operator, version: version! });
  }
  return { ok: true, range: { text, comparisons } };
}

function versionError(version: string, operator: string | undefined): string | undefined {
  if (version === "") return say("range-behind", { operator: String(operator), example: `${operator}1.2` });
  if (/^[~^]|^=|\|\||,|\*|(?:^|\.)[xX](?:\.|$)/.test(version)) return say("range-spaces", { version });
  if (!/^[0-9A-Za-z][0-9A-Za-z.+~:_-]*$/.test(version) || !/[0-9]/.test(version))
    return say("range-no-version", { version });
  return undefined;
}

/** @param compare how versions of this kind are ordered; Debian's and RPM's have rules of their own */
export function inRange(
  version: string,
  range: Range,
  compare: (a: string, b: string) => number = compareVersions,
): boolean {
  return range.comparisons.every((each) => holds(compare(version, each.version), each.operator));
}

function holds(order: number, operator: Operator): boolean {
  switch (operator) {
    case ">=":
      return order >= 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case "<":
      return order < 0;
    case "=":
      return order === 0;
  }
}
