import assert from "node:assert/strict";
import { test } from "node:test";
import { CHAIN_START } from "@shoal/protocol/audit/chain";
import { eventHash } from "@shoal/protocol/node/audit-chain";
import { Kysely, sql } from "kysely";
import { readHead, toEvent } from "../../audit/store.ts";
import { nodeSqliteDialect } from "../node-sqlite.ts";
import type { Schema } from "../schema.ts";
import * as init from "./001-init.ts";
import { up } from "./017-audit-chain.ts";

test("what was audited before the chain is in it, from the first entry on", async (t) => {
  const functions = { audit_seal: (entry: unknown, hash: unknown) => `${String(entry)} ${String(hash)}` };
  const db = new Kysely<Schema>({ dialect: nodeSqliteDialect(":memory:", functions) });
  t.after(() => db.destroy());
  const plain = db as unknown as Kysely<unknown>;
  await init.up(plain);
  // More than a page of it, with a number that was never given.
  for (let at = 1; at <= 1500; at++)
    await sql`insert into audit (id, at_ms, actor, what, subject, detail, remote) values (${at < 700 ? at : at + 3}, ${at}, 'server', 'task.finished', ${`task:${at}`}, ${JSON.stringify({ at })}, ${at % 2 ? null : "::1"})`.execute(
      db,
    );
  await up(plain);
  const events = (await db.selectFrom("audit").selectAll().orderBy("id").execute()).map(toEvent);
  let hash = CHAIN_START;
  for (const [at, event] of events.entries()) {
    assert.deepEqual([event.id, event.subject], [at + 1, `task:${at + 1}`]);
    hash = eventHash(hash, event);
    assert.equal(event.hash, hash);
  }
  assert.deepEqual(await readHead(db), { entry: 1500, hash, cut: 0 });
});
