import { parseBytes } from "../terminal/bytes.ts";

const BITS: Record<string, number> = { bit: 1, kbit: 1e3, mbit: 1e6, gbit: 1e9 };

/** `50Mbit/s`, `2MB/s`, `500kB`, `unlimited` as bytes a second, 0 for no ceiling; undefined where it is none of these. */
export function parseRate(text: string): number | undefined {
  if (/^(unlimited|none)$/i.test(text)) return 0;
  const amount = text.replace(/(\/s|ps)$/i, "");
  const [, bits, unit] = /^([0-9]+(?:\.[0-9]+)?) ?([kmg]?bit)$/i.exec(amount) ?? [];
  if (bits === undefined) return parseBytes(amount);
  return Math.round((Number(bits) * BITS[unit!.toLowerCase()]!) / 8);
}

/** As networks are sold: `50Mbit/s`; what is no round number of bits stays exact. */
export function formatRate(bytesPerSecond: number): string {
  if (bytesPerSecond === 0) return "unlimited";
  const [unit, size] = Object.entries(BITS).findLast(([, size]) => bytesPerSecond * 8 >= size)!;
  const text = `${Number(((bytesPerSecond * 8) / size).toPrecision(4))}${unit.replace(/^[mg]/, (letter) => letter.toUpperCase())}/s`;
  return parseRate(text) === bytesPerSecond ? text : `${bytesPerSecond}B/s`;
}
