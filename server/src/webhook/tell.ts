import type { AuditEntry } from "../audit/store.ts";
import { auditStore } from "../audit/store.ts";
import type { Db } from "../db/schema.ts";
import type { Outbox } from "../event/outbox.ts";

type What = "made" | "changed" | "deleted" | "enabled" | "disabled" | "given-up" | "missed";

/**
 * What became of a webhook, for the trail and for those who follow.
 * @param who of a person's order; else the server did it by itself
 */
export async function tellOf(
  trx: Db,
  outbox: Outbox,
  name: string,
  {
    what,
    detail,
    nowMs,
    who,
  }: { what: What; detail: Record<string, unknown>; nowMs: number; who?: Partial<AuditEntry> },
): Promise<void> {
  const [kind, subject] = [`webhook.${what}` as const, `webhook:${name}`];
  await auditStore(trx).append({ atMs: nowMs, actor: "server", ...who, what: kind, subject, detail });
  await outbox.add(trx, [{ atMs: nowMs, kind, subject, data: { name, ...detail } }]);
}
