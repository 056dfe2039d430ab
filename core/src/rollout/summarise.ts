import type { SimulatedRun } from "./simulate.ts";

/** A tenth of the runs was earlier, half, and a tenth later. */
export interface Percentiles {
  p10Ms: number;
  p50Ms: number;
  p90Ms: number;
}

export interface RingSummary {
  /** In how many runs it opened, came to its end, and was where all came to a stand. */
  opened: number;
  done: number;
  halted: number;
  /** Why it halted in the first of these. */
  why?: string;
  openedAt?: Percentiles;
  doneAt?: Percentiles;
  /** Devices that failed in it, on average over the runs in which it opened. */
  failed: number;
}

export interface Summary {
  runs: number;
  finished: number;
  finishedAt?: Percentiles;
  rings: RingSummary[];
}

/** What several runs of one plan have in common. */
export function summarise(runs: readonly SimulatedRun[]): Summary {
  const finished = runs.filter((run) => run.state === "finished");
  return {
    runs: runs.length,
    finished: finished.length,
    ...named(
      "finishedAt",
      finished.map((run) => run.endedMs),
    ),
    rings: (runs[0]?.rings ?? []).map((_, at) => {
      const rings = runs.map((run) => run.rings[at]!);
      const openedMs = rings.flatMap((ring) => ring.openedMs ?? []);
      const doneMs = rings.flatMap((ring) => ring.doneMs ?? []);
      const halted = runs.filter((run) => run.haltedAt === at);
      const failed = rings.reduce((sum, ring) => sum + ring.failed, 0);
      return {
        opened: openedMs.length,
        done: doneMs.length,
        halted: halted.length,
        ...(halted[0] ? { why: halted[0].why } : {}),
        ...named("openedAt", openedMs),
        ...named("doneAt", doneMs),
        failed: openedMs.length === 0 ? 0 : failed / openedMs.length,
      };
    }),
  };
}

function named<Key extends string>(key: Key, moments: readonly number[]): { [key in Key]?: Percentiles } {
  if (moments.length === 0) return {};
  const sorted = [...moments].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))]!);
  return { [key]: { p10Ms: at(0.1), p50Ms: at(0.5), p90Ms: at(0.9) } } as { [key in Key]?: Percentiles };
}
