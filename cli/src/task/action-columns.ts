import { NO_BYTES } from "@shoal/protocol/action/no-bytes";
import { REASONS, type Reason } from "@shoal/protocol/action/reason";
import type { BytesBySource } from "@shoal/protocol/action/report";
import type { ActionState } from "@shoal/protocol/action/state";
import { isEnd } from "@shoal/protocol/action/state";
import type { ActionRow } from "@shoal/protocol/api/task";
import { formatBytes } from "../terminal/bytes.ts";
import type { Style } from "../terminal/style.ts";
import type { Column } from "../terminal/table.ts";
import { isBadEnd } from "./tally.ts";

/**
 * What a person wants to know of each device: what it got, where from, what came of it, and why.
 * @param actions that are shown: rings and attempts are told where there are any
 */
export function actionColumns(style: Style, actions: readonly ActionRow[]): Column<ActionRow>[] {
  const ring: Column<ActionRow> = { title: "ring", cell: (action) => action.ring ?? "-" };
  const attempt: Column<ActionRow> = {
    title: "attempt",
    align: "right",
    whole: true,
    cell: (action) => String(action.attempt),
  };
  const does: Column<ActionRow> = { title: "does", cell: doesOf };
  return [
    { title: "device", cell: (action) => action.device },
    ...(actions.some((action) => action.ring !== undefined) ? [ring] : []),
    ...(actions.some((action) => action.attempt > 1) ? [attempt] : []),
    ...(new Set(actions.map(doesOf)).size > 1 ? [does] : []),
    { title: "variant", cell: (action) => action.variantId ?? "-" },
    { title: "source of bytes", cell: (action) => describeSources(action.bytes) },
    { title: "state", whole: true, cell: ({ state }) => ({ text: state, style: stateStyle(state, style) }) },
    { title: "reason", cell: ({ reason }) => describeReason(reason) },
  ];
}

/** `install tool 2.0`. */
function doesOf({ kind, package: name, version }: ActionRow): string {
  return `${kind} ${name} ${version}`;
}

/** `origin 3.20 MB, cache 812 kB`; patches also say what they saved. */
export function describeSources(bytes: BytesBySource): string {
  const { patchSaved, ...carried } = bytes;
  const parts = Object.entries(carried)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([source, count]) => `${source} ${formatBytes(count)}`);
  if (patchSaved > 0) parts.push(`saved ${formatBytes(patchSaved)}`);
  return parts.length === 0 ? "-" : parts.join(", ");
}

/** The thing itself where it was named, because a line is short; `task explain` has both. */
export function describeReason(reason: Reason | undefined): string {
  return reason === undefined ? "" : reason.detail || REASONS[reason.code];
}

export function sumBytes(actions: readonly ActionRow[]): BytesBySource {
  const sum = { ...NO_BYTES };
  for (const { bytes } of actions)
    for (const source of Object.keys(sum) as (keyof BytesBySource)[]) sum[source] += bytes[source];
  return sum;
}

export function stateStyle(state: ActionState, style: Style): (text: string) => string {
  if (isBadEnd(state)) return style.red;
  if (state === "not-applicable") return style.yellow;
  return isEnd(state) ? style.green : style.cyan;
}
