import type { AuditKind } from "@shoal/protocol/audit/kinds";
import type { EventKind } from "@shoal/protocol/event/kinds";
import { type AuditEntry, auditStore } from "../audit/store.ts";
import type { Db } from "../db/schema.ts";
import type { Outbox } from "./outbox.ts";

export interface Told {
  /** Of both tables; its noun is that of the subject. */
  kind: AuditKind & EventKind;
  name: string;
  detail: Record<string, unknown>;
  /** For the trail alone: what was changed, as it was. */
  before?: Record<string, unknown>;
  nowMs: number;
  /** Of a person's order; else the server did it by itself. */
  who?: Partial<AuditEntry> | undefined;
}

/** The same for the trail and for those who follow. To be run in the transaction of what is told. */
export async function tellBoth(
  trx: Db,
  outbox: Outbox,
  { kind, name, detail, before, nowMs, who }: Told,
): Promise<void> {
  const subject = `${kind.slice(0, kind.indexOf("."))}:${name}`;
  await auditStore(trx).append({
    atMs: nowMs,
    actor: "server",
    ...who,
    what: kind,
    subject,
    detail: { ...detail, before },
  });
  await outbox.add(trx, [{ atMs: nowMs, kind, subject, data: { name, ...detail } }]);
}
