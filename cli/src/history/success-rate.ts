import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { formatDuration } from "../terminal/duration.ts";
import { type SpanOptions, spanOf } from "./span.ts";

interface RateOptions extends SpanOptions {
  by: "release" | "platform";
  package?: string;
}

export async function successRate(invocation: Invocation, options: RateOptions): Promise<void> {
  const { terminal, shell } = invocation;
  const query = {
    ...spanOf(options, shell),
    groupBy: options.by,
    ...(options.package && { package: options.package }),
  };
  const api = await invocation.api();
  const { items } = await answerOf(api.GET("/api/v1/history/success-rate", { params: { query } }));
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0) return terminal.note("Nothing has ended in that time.");
  const { green, yellow, red } = terminal.out;
  const number = (title: string, cell: (row: (typeof items)[number]) => number) => ({
    title,
    align: "right" as const,
    whole: true,
    cell: (row: (typeof items)[number]) => String(cell(row)),
  });
  terminal.table(items, [
    { title: options.by, cell: (row) => row.group },
    {
      title: "rate",
      align: "right",
      whole: true,
      cell: ({ rate }) =>
        rate === undefined ? "-" : { text: percent(rate), style: rate >= 0.98 ? green : rate >= 0.9 ? yellow : red },
    },
    number("succeeded", (row) => row.succeeded),
    number("failed", (row) => row.failed),
    number("not applicable", (row) => row.notApplicable),
    number("other", (row) => row.other),
    {
      title: "mean time",
      align: "right",
      whole: true,
      cell: (row) => (row.meanDurationMs === undefined ? "-" : formatDuration(row.meanDurationMs)),
    },
  ]);
}

/** 99.96 % is not 100 %: one device failed, and somebody has to be told. */
function percent(rate: number): string {
  const shown = Math.floor(rate * 1000) / 10;
  return `${shown === Math.floor(shown) ? shown : shown.toFixed(1)} %`;
}
