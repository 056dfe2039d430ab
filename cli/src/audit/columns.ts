import type { AuditEvent } from "@shoal/protocol/audit/event";
import { formatMoment } from "../terminal/moment.ts";
import { printable } from "../terminal/printable.ts";
import type { Style } from "../terminal/style.ts";
import type { Column } from "../terminal/table.ts";

export function auditColumns(style: Style): Column<AuditEvent>[] {
  return [
    { title: "when", cell: (event) => formatMoment(event.atMs), whole: true },
    { title: "who", cell: (event) => event.actor },
    { title: "what", cell: (event) => ({ text: event.what, style: whatStyle(event.what, style) }), whole: true },
    { title: "subject", cell: (event) => event.subject },
    { title: "from", cell: (event) => event.remote ?? "" },
    // The longest by far, so it is last.
    { title: "detail", cell: (event) => describeDetail(event.detail) },
  ];
}

/** The same as one line, for a trail that has no end to align to. */
export function auditLine(event: AuditEvent, style: Style): string {
  const detail = describeDetail(event.detail);
  return [
    style.dim(formatMoment(event.atMs)),
    printable(event.actor),
    whatStyle(event.what, style)(printable(event.what)),
    printable(event.subject),
    ...(detail === "" ? [] : [printable(detail)]),
  ].join("  ");
}

/** `devices=22 superseding=0`; what is nested stays JSON. */
export function describeDetail(detail: Readonly<Record<string, unknown>>): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => `${key}=${typeof value === "string" && !/\s/.test(value) ? value : JSON.stringify(value)}`)
    .join(" ");
}

function whatStyle(what: string, style: Style): (text: string) => string {
  if (/\.(failed|refused|revoked|rejected)$/.test(what)) return style.red;
  return /\.(cancelled|expired)$/.test(what) ? style.yellow : (text) => text;
}
