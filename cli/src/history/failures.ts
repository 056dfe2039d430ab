import type { FailureRow, FailuresBy } from "@shoal/protocol/api/history";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { formatAgo } from "../terminal/moment.ts";
import { type RankOptions, rankOf } from "./span.ts";

interface FailuresOptions extends RankOptions {
  by: FailuresBy;
  task?: string;
}

/** Why it failed, how often, where, and what to do next; the most frequent cause first. */
export async function failures(invocation: Invocation, options: FailuresOptions): Promise<void> {
  const { terminal, shell } = invocation;
  const { by, task } = options;
  const query = { ...rankOf(options, shell), by, ...(task !== undefined && { task }) };
  const api = await invocation.api();
  const { items } = await answerOf(api.GET("/api/v1/history/failures", { params: { query } }));
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0) return terminal.note("Nothing has failed in that time.");
  terminal.table(items, [
    { title: "failed", align: "right", whole: true, cell: (row) => String(row.failed) },
    { title: "devices", align: "right", whole: true, cell: (row) => String(row.devices) },
    { title: "cause", cell: causeOf },
    { title: "variant", cell: variantOf },
    { title: "os", cell: (row) => row.os ?? `${row.systems} systems` },
    { title: "ring", cell: (row) => row.ring ?? (row.rings === 1 ? "-" : `${row.rings} rings`) },
    { title: "first", whole: true, cell: (row) => formatAgo(row.firstMs, shell.nowMs()) },
    { title: "last", whole: true, cell: (row) => formatAgo(row.lastMs, shell.nowMs()) },
    { title: "for example", cell: (row) => row.exampleDevice },
    { title: "next", cell: (row) => row.next },
  ]);
  const [{ exampleTaskId, exampleDevice }] = items as [FailureRow];
  terminal.note(`More of one of them: shoal task explain ${exampleTaskId} ${exampleDevice}`);
}

function causeOf({ code, exitCode, words }: FailureRow): string {
  if (exitCode === undefined) return words;
  return code === "exit-code" ? `exit code ${exitCode}: ${words}` : `${words} (exit code ${exitCode})`;
}

function variantOf({ variants, package: name, variantId }: FailureRow): string {
  if (name === undefined) return `${variants} variants`;
  return variantId === undefined ? name : `${name} ${variantId}`;
}
