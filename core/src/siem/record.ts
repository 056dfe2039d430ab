import { AUDIT_KINDS } from "@shoal/protocol/audit/kinds";
import { EVENT_KINDS, type KindRow } from "@shoal/protocol/event/kinds";

/** One thing that a SIEM is told: an entry of the audit trail, or an event. */
export interface SiemRecord {
  stream: "audit" | "event";
  /** Numbers begin anew in each stream. */
  id: number;
  atMs: number;
  kind: string;
  subject: string;
  /** Of the audit trail: who, from where, in which request. */
  actor?: string;
  remote?: string;
  via?: string;
  requestId?: string;
  data: Readonly<Record<string, unknown>>;
}

/** What it is in words; what another version has written may have none. */
export function titleOf({ stream, kind }: SiemRecord): string {
  const kinds: Readonly<Record<string, KindRow>> = stream === "audit" ? AUDIT_KINDS : EVENT_KINDS;
  return kinds[kind]?.title ?? kind;
}

/** One JSON document in one line. */
export function formatJsonLine(record: SiemRecord, host: string): string {
  const { stream, id, atMs, kind, subject, actor, remote, via, requestId, data } = record;
  const line = {
    ...{ time: new Date(atMs).toISOString(), host, app: "shoal", stream, id, kind, title: titleOf(record), subject },
    ...(actor === undefined ? {} : { actor }),
    ...(remote === undefined ? {} : { remote }),
    ...(via === undefined ? {} : { via }),
    ...(requestId === undefined ? {} : { requestId }),
    data,
  };
  return `${JSON.stringify(line)}\n`;
}
