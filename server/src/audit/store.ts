import type { Page } from "@shoal/protocol/api/page";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import type { AuditKind } from "@shoal/protocol/audit/kinds";
import type { Db } from "../db/schema.ts";
import { pageOf } from "../http/cursor.ts";

export interface AuditEntry {
  atMs: number;
  actor: string;
  what: AuditKind;
  subject: string;
  detail?: Record<string, unknown>;
  remote?: string;
  requestId?: string;
}

export interface AuditFilter {
  actor?: string;
  what?: string;
  subject?: string;
  since?: number;
  until?: number;
}

export interface AuditStore {
  append(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  page(filter: AuditFilter, page: { limit: number; cursor?: string }): Promise<Page<AuditEvent>>;
}

/** On the database itself, or inside the transaction of what is audited. */
export function auditStore(db: Db): AuditStore {
  return {
    async append({ atMs, actor, what, subject, detail = {}, remote, requestId }) {
      await db
        .insertInto("audit")
        .values({
          at_ms: atMs,
          actor,
          what,
          subject,
          detail: JSON.stringify(detail),
          remote: remote ?? null,
          request_id: requestId ?? null,
        })
        .execute();
    },
    async page(filter, { limit, cursor }) {
      let query = db.selectFrom("audit").selectAll().orderBy("id", "desc");
      if (filter.actor) query = query.where("actor", "=", filter.actor);
      if (filter.what) query = query.where("what", "=", filter.what);
      if (filter.subject) query = query.where("subject", "=", filter.subject);
      if (filter.since !== undefined) query = query.where("at_ms", ">=", filter.since);
      if (filter.until !== undefined) query = query.where("at_ms", "<", filter.until);
      return await pageOf(
        limit,
        cursor,
        "desc",
        (after, take) => (after === undefined ? query : query.where("id", "<", after)).limit(take).execute(),
        (row) => row.id,
        (row) => ({
          id: row.id,
          atMs: row.at_ms,
          actor: row.actor,
          what: row.what,
          subject: row.subject,
          detail: JSON.parse(row.detail) as Record<string, unknown>,
          ...(row.remote ? { remote: row.remote } : {}),
          ...(row.request_id ? { requestId: row.request_id } : {}),
        }),
      );
    },
  };
}
