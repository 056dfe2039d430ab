import { seededRandom } from "@shoal/core/random/seeded";

/** Chance that comes again with its seed. */
export interface Random {
  /** From 0 to below the end. */
  below(end: number): number;
}

export function randomOf(seed: number): Random {
  const next = seededRandom(seed);
  return { below: (end) => Math.floor(next() * end) };
}
