const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000 } as const;
const UNIT_BYTES: Record<string, number> = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

/** `90s`, `30m`, `2h` in milliseconds; undefined for anything else. */
export function parseDurationMs(text: string): number | undefined {
  const match = /^([0-9]{1,9})(s|m|h)$/.exec(text);
  return match ? Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS] : undefined;
}

/** A number of bytes, `500 MB` (decimal) or `2 GiB` (binary); parts of a byte are rounded up. Undefined for anything else. */
export function parseSizeBytes(size: number | string): number | undefined {
  const match =
    typeof size === "number" ? [undefined, String(size), "B"] : /^([0-9]+(?:\.[0-9]+)?) ?([KMGT]?i?B)$/.exec(size);
  const bytes = Math.ceil(Number(match?.[1]) * (UNIT_BYTES[match?.[2] ?? ""] ?? Number.NaN));
  return Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : undefined;
}
