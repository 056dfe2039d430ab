import type { SessionPartRow } from "@shoal/protocol/api/session";
import { LIMITS } from "@shoal/protocol/limits";
import { type Api, answerOf } from "../api/client.ts";
import { collectPages } from "../api/pages.ts";
import type { Invocation } from "../command/invocation.ts";
import { usageFailure } from "../exit/failure.ts";
import type { Style } from "../terminal/style.ts";
import type { Column } from "../terminal/table.ts";
import { joinParts } from "./device-parts.ts";
import { totalsLine } from "./totals-line.ts";
import { type TreeRow, treeRows } from "./tree-rows.ts";

export async function sessionTree(invocation: Invocation, options: { members: string }, id: string): Promise<void> {
  const { terminal } = invocation;
  if (!/^\d{1,6}$/.test(options.members))
    throw usageFailure(`--members ${options.members} is not a number of devices`, "Say a whole number: --members 100.");
  const api = await invocation.api();
  const tree = await answerOf(api.GET("/api/v1/tasks/{id}/sessions", { params: { path: { id } } }));
  const parts = tree.totals.sessions === 0 ? [] : await partsOf(api, id);
  if (terminal.json) return terminal.answerJson({ ...tree, parts });
  if (tree.totals.devices === 0) return terminal.note("The task has reached no device yet.");
  terminal.table(treeRows(tree, joinParts(parts), Number(options.members)), columns(terminal.out));
  terminal.answer("");
  terminal.answer(totalsLine(tree));
  if (tree.truncated) terminal.warn("There are more subnets than an answer has room for; the totals have them too.");
}

async function partsOf(api: Api, id: string): Promise<SessionPartRow[]> {
  const { items } = await collectPages(Number.POSITIVE_INFINITY, LIMITS.pageRows, (cursor, limit) =>
    answerOf(
      api.GET("/api/v1/tasks/{id}/sessions/parts", {
        params: { path: { id }, query: { limit, ...(cursor && { cursor }) } },
      }),
    ),
  );
  return items;
}

function columns(style: Style): Column<TreeRow>[] {
  const whereStyle = { group: style.bold, representative: style.cyan, member: plain, more: style.dim };
  return [
    { title: "where", cell: ({ where, kind }) => ({ text: where, style: whereStyle[kind] }) },
    { title: "role", whole: true, cell: ({ is }) => is },
    { title: "bytes by source", cell: ({ bytes }) => bytes },
    { title: "wan", whole: true, align: "right", cell: ({ wan }) => wan },
    { title: "cast", whole: true, align: "right", cell: ({ cast }) => cast },
    { title: "lost", whole: true, align: "right", cell: ({ lost }) => lost },
  ];
}

function plain(text: string): string {
  return text;
}
