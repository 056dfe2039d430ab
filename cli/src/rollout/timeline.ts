import type { Percentiles, RingSummary, Summary } from "@shoal/core/rollout/summarise";
import { roughly } from "@shoal/core/rollout/words";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import type { Style } from "../terminal/style.ts";
import { type Column, renderTable } from "../terminal/table.ts";

const BAR_COLUMNS = 24;

interface Line {
  name: string;
  devices: number;
  ring: RingSummary;
  runs: number;
  /** The whole time that the bars stand for. */
  wholeMs: number;
}

/** One line a ring: when it opens and is done in half of the runs, with a tenth on either side, and in how many all stood there. */
export function timeline(
  rings: readonly RolloutRing[],
  sizes: readonly number[],
  { runs, rings: summaries }: Summary,
  style: Style,
  columns: number,
): string[] {
  const wholeMs = Math.max(1, ...summaries.flatMap((ring) => [ring.openedAt?.p50Ms ?? 0, ring.doneAt?.p50Ms ?? 0]));
  const lines = rings.map(({ name }, at): Line => ({ name, devices: sizes[at]!, ring: summaries[at]!, runs, wholeMs }));
  const shape: Column<Line>[] = [
    { title: "ring", cell: ({ name }) => name },
    { title: "devices", align: "right", whole: true, cell: (line) => String(line.devices) },
    { title: "opens after", whole: true, cell: ({ ring }) => span(ring.openedAt) },
    { title: "done after", whole: true, cell: ({ ring }) => span(ring.doneAt) },
    {
      title: "stood there",
      whole: true,
      cell: ({ ring }) => (ring.halted === 0 ? "never" : { text: `${ring.halted} of ${runs} runs`, style: style.red }),
    },
    {
      title: "failed",
      align: "right",
      whole: true,
      cell: ({ ring }) => (ring.opened === 0 ? "-" : ring.failed.toFixed(1)),
    },
    { title: "", cell: (line) => ({ text: bar(line), style: line.ring.halted > 0 ? style.red : style.green }) },
  ];
  return renderTable(lines, shape, columns, style.dim);
}

/** `34 h (28 h to 2 d)` */
function span(at: Percentiles | undefined): string {
  if (at === undefined) return "-";
  if (at.p90Ms === 0) return "at once";
  const [early, middle, late] = [roughly(at.p10Ms), roughly(at.p50Ms), roughly(at.p90Ms)];
  return early === late ? middle : `${middle} (${early} to ${late})`;
}

/** From when it opens to when it is done, or to the end where it never is. */
function bar({ ring, wholeMs }: Line): string {
  if (ring.openedAt === undefined) return "░".repeat(BAR_COLUMNS);
  const column = (ms: number) => Math.round((ms / wholeMs) * BAR_COLUMNS);
  const from = Math.min(column(ring.openedAt.p50Ms), BAR_COLUMNS - 1);
  const to = Math.max(from + 1, ring.doneAt === undefined ? BAR_COLUMNS : column(ring.doneAt.p50Ms));
  return "░".repeat(from) + "█".repeat(to - from) + "░".repeat(BAR_COLUMNS - to);
}
