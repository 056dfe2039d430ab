import type { Managed } from "@shoal/protocol/fleet/managed";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { formatAgo } from "../terminal/moment.ts";
import type { Column } from "../terminal/table.ts";

export async function listManaged({ terminal, shell, api }: Invocation): Promise<void> {
  const { items } = await answerOf((await api()).GET("/api/v1/fleet/objects"));
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0) return terminal.note("Files manage nothing yet. shoal fleet export writes what there is.");
  terminal.table(items, [
    { title: "kind", cell: (each) => each.kind, whole: true },
    { title: "name", cell: (each) => each.name, whole: true },
    { title: "source", cell: (each) => each.source, whole: true },
    { title: "commit", cell: (each) => shortRevision(each.revision) ?? "-", whole: true },
    { title: "applied", cell: (each) => `${formatAgo(each.appliedMs, shell.nowMs())} by ${each.appliedBy}` },
  ]);
}

/** A column of lists that says whose files manage what; none where files manage nothing in it. */
export function managedColumn<Row extends { managed?: Managed | undefined }>(rows: readonly Row[]): Column<Row>[] {
  if (rows.every((row) => row.managed === undefined)) return [];
  return [{ title: "managed by", cell: ({ managed }) => managed?.source ?? "-" }];
}

/** For one thing: `git.example.org/it/fleet at 0123456789ab, applied 2026-11-28 09:00:00 by operator:ci`; undefined where none do. */
export function describeManaged(
  managed: Managed | undefined,
  formatMoment: (atMs: number) => string,
): string | undefined {
  if (!managed) return undefined;
  const at = managed.revision === undefined ? "" : ` at ${shortRevision(managed.revision)}`;
  return `${managed.source}${at}, applied ${formatMoment(managed.appliedMs)} by ${managed.appliedBy}`;
}

function shortRevision(revision: string | undefined): string | undefined {
  return revision?.replace(/^([0-9a-f]{12})[0-9a-f]*/, "$1");
}
