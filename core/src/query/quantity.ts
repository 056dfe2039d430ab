import { parseSizeBytes } from "../package/quantity.ts";

const UNITS_MS = { w: 7 * 86_400_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 } as const;
const SIZES = [
  ["TiB", 1024 ** 4],
  ["TB", 1e12],
  ["GiB", 1024 ** 3],
  ["GB", 1e9],
  ["MiB", 1024 ** 2],
  ["MB", 1e6],
  ["KiB", 1024],
  ["kB", 1000],
] as const;

/** `90s`, `30m`, `12h`, `7d`, `2w` in milliseconds; undefined for anything else. */
export function parseAgeMs(text: string): number | undefined {
  const match = /^([0-9]{1,7})([wdhms])$/i.exec(text);
  return match ? Number(match[1]) * UNITS_MS[match[2]!.toLowerCase() as keyof typeof UNITS_MS] : undefined;
}

/** In days at most: `14d` is what people say. */
export function formatAge(ageMs: number): string {
  const [unit, sizeMs] = (["d", "h", "m", "s"] as const)
    .map((each) => [each, UNITS_MS[each]] as const)
    .find(([, size]) => ageMs >= size && ageMs % size === 0) ?? ["s", 1000];
  return `${ageMs / sizeMs}${unit}`;
}

/** A number, or a size whatever the case of its unit: `8GiB`, `500mb`. Undefined for anything else. */
export function parseNumber(text: string): number | undefined {
  const number = numberOf(text);
  return number ?? parseSizeBytes(text.toUpperCase().replace(/IB$/, "iB"));
}

/** Without an exponent, which no query is written with. */
export function formatNumber(number: number): string {
  const text = String(number);
  return text.includes("e") ? number.toFixed(18).replace(/\.?0+$/, "") : text;
}

export function formatSize(bytes: number): string {
  const [unit, size] = SIZES.find(([, each]) => bytes >= each && bytes % each === 0) ?? ["", 1];
  return `${formatNumber(bytes / size)}${unit}`;
}

/** What a fact or an attribute is as a number; undefined where it is none, and then no comparison holds. */
export function numberOf(value: string | number | boolean): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value === "boolean" || !/^-?[0-9]{1,18}(\.[0-9]{1,18})?$/.test(value)) return undefined;
  return Number(value);
}
