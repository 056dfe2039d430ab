/** One line of a benchmark's table, and one element of its JSON. */
export interface BenchRow {
  name: string;
  value: number;
  unit: string;
  /** What the same run measured of somebody else's program, in the same unit. */
  peer?: number;
  /** value / peer. */
  ratio?: number;
  /** What the value (or, where `barOf` is "ratio", the ratio) has to reach or to stay under. */
  bar?: number;
  barOf?: "value" | "ratio";
  /** Absent where there is no bar. */
  ok?: boolean;
  /** What the peer is, or under which conditions the value was taken. */
  note?: string;
}

export interface BenchOptions {
  /** Smaller inputs, for a look; bars are not judged. */
  quick: boolean;
}

export type Bench = (options: BenchOptions) => Promise<BenchRow[]>;

/** For those who wait: what was measured so far. @returns the same */
export function told(rows: readonly BenchRow[]): readonly BenchRow[] {
  for (const { name, value, unit, peer } of rows)
    console.error(
      `  ${name}: ${value.toPrecision(4)} ${unit}${peer === undefined ? "" : `, peer ${peer.toPrecision(4)}`}`,
    );
  return rows;
}

/** Judges a row: the value (or its ratio to the peer) against the bar. */
export function judged(row: Omit<BenchRow, "ok" | "ratio">, better: "higher" | "lower"): BenchRow {
  const ratio = row.peer === undefined || row.peer === 0 ? undefined : row.value / row.peer;
  const measured = row.barOf === "ratio" ? ratio : row.value;
  const ok =
    row.bar === undefined || measured === undefined
      ? undefined
      : better === "higher"
        ? measured >= row.bar
        : measured <= row.bar;
  return { ...row, ...(ratio === undefined ? {} : { ratio }), ...(ok === undefined ? {} : { ok }) };
}
