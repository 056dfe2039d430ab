/** How often something has happened, by what it is. */
export type Counts = Record<string, number>;

export function countUp(counts: Counts, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}
