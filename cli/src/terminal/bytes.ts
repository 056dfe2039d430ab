const UNITS = ["kB", "MB", "GB", "TB"] as const;

/** Decimal, as disks and networks are sold: `812 B`, `98.9 MB`, `2.15 GB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} B`;
  let value = bytes;
  let unit = -1;
  do {
    value /= 1000;
    unit++;
    // 999.6 would be shown as 1000: it belongs to the next unit.
  } while (value >= 999.5 && unit < UNITS.length - 1);
  return `${value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}

const FACTORS: Record<string, number> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
  tib: 1024 ** 4,
};

/** `1048576`, `500 MB`, `2GiB` as bytes; undefined where it is none of these. */
export function parseBytes(text: string): number | undefined {
  const match = /^([0-9]+(?:\.[0-9]+)?) ?([kmgt]i?b|b)?$/i.exec(text.trim());
  if (!match) return undefined;
  return Math.round(Number(match[1]) * (FACTORS[(match[2] ?? "b").toLowerCase()] ?? 1));
}
