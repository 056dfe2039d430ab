import { extname } from "node:path";
import { LIMITS } from "@shoal/protocol/limits";

export interface VariantFile {
  variantId: string;
  position: number;
  name: string;
  digest: string;
  sizeBytes: number;
}

/** A patch that is worth a try: `target` out of `from`. */
export interface Pair {
  from: { digest: string; sizeBytes: number };
  target: { digest: string; sizeBytes: number };
}

/**
 * Which file of a new release is made out of which of the earlier ones: the file of the same variant and name, else the
 * one in the same place with the same kind of name (`tool-1.0.bin` and `tool-1.1.bin`).
 */
export function pairsOf(targets: readonly VariantFile[], bases: readonly (readonly VariantFile[])[]): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const target of targets) {
    if (target.sizeBytes < LIMITS.patchLeastBytes || target.sizeBytes > LIMITS.patchNewBytes) continue;
    for (const base of bases) {
      const ofVariant = base.filter((each) => each.variantId === target.variantId);
      const from =
        ofVariant.find((each) => each.name === target.name) ??
        ofVariant.find((each) => each.position === target.position && extname(each.name) === extname(target.name));
      if (!from || from.digest === target.digest || from.sizeBytes === 0 || from.sizeBytes > LIMITS.patchOldBytes)
        continue;
      pairs.set(`${from.digest} ${target.digest}`, { from, target });
    }
  }
  return [...pairs.values()];
}

/** Bytes a second that `zstd` reaches at a level on a slow machine, a quarter of what was measured on ours. */
const LEVELS = [
  { level: 19, bytesPerSecond: 300_000 },
  { level: 12, bytesPerSecond: 6_000_000 },
  { level: 9, bytesPerSecond: 15_000_000 },
];

/** The highest level that is done within `LIMITS.patchGoalMs`. */
export function levelFor(sizeBytes: number): number {
  const fits = LEVELS.find(({ bytesPerSecond }) => sizeBytes <= (bytesPerSecond * LIMITS.patchGoalMs) / 1000);
  return fits?.level ?? 3;
}

/** A window that reaches from the end of the new file to the start of the old one, within what agents allow. */
export function windowLogFor({ from, target }: Pair): number {
  const needed = Math.ceil(Math.log2(from.sizeBytes + target.sizeBytes));
  return Math.min(Math.max(needed, 20), LIMITS.patchWindowLog);
}
