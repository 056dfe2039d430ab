import type { Page } from "@shoal/protocol/api/page";
import type { AuditEvent, AuditWay } from "@shoal/protocol/audit/event";
import type { AuditKind } from "@shoal/protocol/audit/kinds";
import { entryHash } from "@shoal/protocol/node/audit-chain";
import { CompiledQuery, type Selectable } from "kysely";
import type { Db } from "../db/schema.ts";
import { pageOf } from "../http/cursor.ts";
import type { AuditTables } from "./tables.ts";

export interface AuditEntry {
  atMs: number;
  actor: string;
  what: AuditKind;
  subject: string;
  detail?: Record<string, unknown>;
  remote?: string;
  via?: AuditWay;
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
  /** The one way in: it is chained to the entry before it. */
  append(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  page(filter: AuditFilter, page: { limit: number; cursor?: string }): Promise<Page<AuditEvent>>;
}

/** On the database itself, or inside the transaction of what is audited. */
export function auditStore(db: Db): AuditStore {
  return {
    async append(entry) {
      // The last entry is read and its successor written with nothing in between.
      if (!db.isTransaction) return await db.transaction().execute((trx) => auditStore(trx).append(entry));
      const { broken, ...last } = await readHead(db);
      if (broken === undefined) return void (await chain(db, last, entry));
      const found = { atMs: entry.atMs, actor: "server", what: "audit.broken", subject: "audit" } as const;
      await chain(db, await chain(db, last, { ...found, detail: { why: broken } }), entry);
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
        toEvent,
      );
    },
  };
}

/** Made once: every write of the server has an entry, and to build a query takes longer than to run it. */
const HEAD = CompiledQuery.raw(
  "select h.entry, h.hash, h.cut, h.seal = audit_seal(h.entry, h.hash) as sealed, a.hash as there from audit_head h left join audit a on a.id = h.entry",
) as CompiledQuery<{ entry: number; hash: string; cut: number; sealed: number; there: string | null }>;
const ENTRY =
  "insert into audit (id, at_ms, actor, what, subject, detail, remote, via, request_id, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
const MOVE_HEAD = "update audit_head set entry = ?1, hash = ?2, seal = audit_seal(?1, ?2)";

/** The last entry; `broken` where somebody else than this server has changed what is there. */
export async function readHead(db: Db): Promise<{ entry: number; hash: string; cut: number; broken?: string }> {
  const { rows } = await db.executeQuery(HEAD);
  const head = rows[0]!;
  const { entry, hash, cut } = head;
  const broken = head.sealed
    ? entry === 0 || head.there === hash
      ? undefined
      : `entry ${entry}, which was the last one, is ${head.there === null ? "missing" : "another one"}`
    : `entry ${entry} is said to be the last one, but not by this server`;
  return { entry, hash, cut, ...(broken === undefined ? {} : { broken }) };
}

async function chain(
  trx: Db,
  last: { entry: number; hash: string },
  { atMs, actor, what, subject, detail = {}, remote, via, requestId }: AuditEntry,
): Promise<{ entry: number; hash: string }> {
  const content = {
    ...{ id: last.entry + 1, atMs, actor: plain(actor), what, subject: plain(subject) },
    detail: JSON.stringify(detail),
    ...{ remote: remote ?? null, via: via ?? null, requestId: requestId ?? null },
  };
  const hash = entryHash(last.hash, content);
  // The columns of ENTRY stand in the order of the content.
  await trx.executeQuery(CompiledQuery.raw(ENTRY, [...Object.values(content), hash]));
  await trx.executeQuery(CompiledQuery.raw(MOVE_HEAD, [content.id, hash]));
  return { entry: content.id, hash };
}

/** As the database gives it back, or the hash would be of another text. */
function plain(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\u{fffd}");
}

export function toEvent(row: Selectable<AuditTables["audit"]>): AuditEvent {
  return {
    ...{ id: row.id, atMs: row.at_ms, actor: row.actor, what: row.what, subject: row.subject },
    detail: readDetail(row.detail),
    ...(row.remote === null ? {} : { remote: row.remote }),
    ...(row.via === null ? {} : { via: row.via }),
    ...(row.request_id === null ? {} : { requestId: row.request_id }),
    hash: row.hash,
  };
}

/** What somebody has written over an entry must not keep the others from being read. */
export function readDetail(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { unreadable: text };
  }
}
