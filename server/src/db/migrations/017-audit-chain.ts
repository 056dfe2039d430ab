import { CHAIN_START } from "@shoal/protocol/audit/chain";
import { entryHash } from "@shoal/protocol/node/audit-chain";
import { type Kysely, sql } from "kysely";

const PAGE = 1000;

interface Row {
  id: number;
  at_ms: number;
  actor: string;
  what: string;
  subject: string;
  detail: string;
  remote: string | null;
  request_id: string | null;
}

/** Each entry of the trail carries the hash of all before it; a head and signed checkpoints say how far it goes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger audit_no_update`.execute(db);
  await sql`drop trigger audit_no_delete`.execute(db);
  await sql`alter table audit add column via text`.execute(db);
  await sql`alter table audit add column hash text not null default ''`.execute(db);

  const head = await chainWhatIsThere(db);
  await sql`create table audit_head (one integer primary key check (one = 1), entry bigint not null, hash text not null, seal text not null, cut bigint not null)`.execute(
    db,
  );
  await sql`insert into audit_head values (1, ${head.entry}, ${head.hash}, audit_seal(${head.entry}, ${head.hash}), 0)`.execute(
    db,
  );
  await sql`create table audit_checkpoints (entry integer primary key, hash text not null, at_ms bigint not null, key_id text not null, sealed text not null)`.execute(
    db,
  );

  // Each restore of a backup: agents are told how many there were.
  await sql`create table restores (id integer primary key, at_ms bigint not null, from_ms bigint not null)`.execute(db);

  await refuse(db, "audit", "update");
  await refuse(db, "audit", "delete", "old.id > (select cut from audit_head)");
  await refuse(db, "audit", "insert", "new.id != (select entry + 1 from audit_head) or length(new.hash) != 64");
  await refuse(db, "audit_head", "delete");
  await refuse(db, "audit_head", "insert");
  // Retention is the one way to remove entries, and only up to what a signed checkpoint vouches for.
  await refuse(
    db,
    "audit_head",
    "update",
    "new.entry < old.entry or new.cut < old.cut or (new.cut != old.cut and new.cut not in (select entry from audit_checkpoints))",
  );
  await refuse(db, "audit_checkpoints", "update");
  await refuse(db, "audit_checkpoints", "delete");
}

async function refuse(db: Kysely<unknown>, table: string, verb: string, when = "1"): Promise<void> {
  await sql`create trigger ${sql.raw(`${table}_no_${verb}`)} before ${sql.raw(verb)} on ${sql.raw(table)} when ${sql.raw(when)} begin select raise(abort, 'the audit trail is append-only'); end`.execute(
    db,
  );
}

/** Numbers of entries from before may have gaps, where an insert had failed: they are numbered anew, and so without one. */
async function chainWhatIsThere(db: Kysely<unknown>): Promise<{ entry: number; hash: string }> {
  let hash = CHAIN_START;
  let entry = 0;
  for (let last = 0; ; ) {
    const { rows } = await sql<Row>`select * from audit where id > ${last} order by id limit ${PAGE}`.execute(db);
    for (const row of rows) {
      entry++;
      const { at_ms: atMs, actor, what, subject, detail, remote, request_id: requestId } = row;
      hash = entryHash(hash, { id: entry, atMs, actor, what, subject, detail, remote, via: null, requestId });
      await sql`update audit set id = ${entry}, hash = ${hash} where id = ${row.id}`.execute(db);
      last = row.id;
    }
    if (rows.length < PAGE) return { entry, hash };
  }
}
