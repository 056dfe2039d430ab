/** The middle one; of an even number the upper of the two. Sorts what it is given. */
export function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
