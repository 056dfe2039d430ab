import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, test } from "node:test";
import type { SealedCheckpoint } from "@shoal/protocol/audit/trail";
import type { TrailFault, TrailProof } from "@shoal/protocol/audit/trail-check";
import { entryHash } from "@shoal/protocol/node/audit-chain";
import { TrailCheck } from "@shoal/protocol/node/trail-check";
import { openDatabase } from "../db/open.ts";
import type { Db } from "../db/schema.ts";
import { loadAuditKey } from "./audit-key.ts";
import { makeCheckpoint } from "./checkpoints.ts";
import { cutTrail } from "./retention.ts";
import { auditStore } from "./store.ts";
import { trailLines } from "./trail-lines.ts";

const folder = mkdtempSync(join(tmpdir(), "shoal-trail-"));
const key = loadAuditKey(folder);
const whole = join(folder, "whole.db");
/** Of entry 8 of 12. */
let kept: SealedCheckpoint;

before(async () => {
  const db = await openDatabase(whole, key.sealHead);
  await append(db, 1, 8);
  kept = (await makeCheckpoint(db, key, 8000)) as SealedCheckpoint;
  await append(db, 9, 12);
  await db.destroy();
});
after(() => rmSync(folder, { recursive: true }));

async function append(db: Db, from: number, to: number): Promise<void> {
  for (let at = from; at <= to; at++)
    await auditStore(db).append({
      ...{ atMs: at * 1000, actor: "operator:a", what: "task.started", subject: `task:${at}` },
      detail: { devices: at, nested: { share: 0.25, text: "ü\u0000\ud800" }, 7: null },
      ...(at % 2 ? {} : { remote: "::1", via: "cli", requestId: `r${at}` }),
    });
}

async function check(db: Db, options: ConstructorParameters<typeof TrailCheck>[0] = {}) {
  const reader = new TrailCheck(options);
  for await (const line of trailLines(db, key, 99_000)) {
    const fault = reader.take(JSON.stringify(line));
    if (fault) return fault;
  }
  return reader.finish();
}

/** The database as somebody leaves it who has its file, and knows how it is made. */
async function tampered(change: (db: DatabaseSync) => void): Promise<Db> {
  const path = join(folder, `${crypto.randomUUID()}.db`);
  copyFileSync(whole, path);
  const raw = new DatabaseSync(path);
  for (const { name } of raw
    .prepare("select name from sqlite_master where type = 'trigger' and name like 'audit_%'")
    .all() as { name: string }[])
    raw.exec(`drop trigger ${name}`);
  change(raw);
  raw.close();
  return await openDatabase(path, key.sealHead);
}

/** Computes the chain anew from an entry on, as whoever can read the source can do. */
function rechain(db: DatabaseSync, from: number): { id: number; hash: string } {
  let { hash } = db.prepare("select hash from audit where id = ?").get(from - 1) as { hash: string };
  let last = from - 1;
  for (const row of db.prepare("select * from audit where id >= ? order by id").all(from) as never[]) {
    const { at_ms, request_id, ...rest } = row as Record<string, never>;
    hash = entryHash(hash, { ...rest, atMs: at_ms, requestId: request_id } as never);
    last = rest["id"] as never;
    db.prepare("update audit set hash = ? where id = ?").run(hash, last);
  }
  return { id: last, hash };
}

test("a trail that nobody has touched proves itself, and what was kept elsewhere stands in it", async () => {
  const db = await openDatabase(whole, key.sealHead);
  const proof = (await check(db, { kept: [kept], key: key.publicKey })) as TrailProof;
  assert.deepEqual(
    {
      after: proof.after,
      last: proof.last,
      checkpoints: proof.checkpoints,
      kept: proof.kept.map(({ entry }) => entry),
    },
    { after: 0, last: 12, checkpoints: 2, kept: [8] },
  );
  await db.destroy();
});

const CASES: Record<string, { change(db: DatabaseSync): void; entry: number; why: RegExp }> = {
  "a changed field": {
    change: (db) => db.exec("update audit set actor = 'operator:b' where id = 5"),
    entry: 5,
    why: /does not match its hash/,
  },
  "a changed detail": {
    change: (db) => db.exec(`update audit set detail = replace(detail, '"devices":5', '"devices":6') where id = 5`),
    entry: 5,
    why: /does not match its hash/,
  },
  "a detail that is no JSON any more": {
    change: (db) => db.exec("update audit set detail = '{' where id = 5"),
    entry: 5,
    why: /does not match its hash/,
  },
  "a changed way": {
    change: (db) => db.exec("update audit set via = 'files' where id = 4"),
    entry: 4,
    why: /does not match its hash/,
  },
  "a changed hash": {
    change: (db) => db.exec("update audit set hash = printf('%064d', 0) where id = 7"),
    entry: 7,
    why: /does not match its hash/,
  },
  "a deleted entry": { change: (db) => db.exec("delete from audit where id = 5"), entry: 5, why: /missing/ },
  "a deleted beginning": {
    change: (db) => db.exec("delete from audit where id <= 3"),
    entry: 1,
    why: /1 to 3 are missing/,
  },
  "a deleted entry whose successors were numbered and hashed anew": {
    change: (db) => {
      db.exec("delete from audit where id = 5; update audit set id = id - 1 where id > 5");
      const { id, hash } = rechain(db, 5);
      db.prepare("update audit_head set entry = ?, hash = ?").run(id, hash);
    },
    entry: 8,
    why: /another hash/,
  },
  "an inserted entry": {
    change: (db) => {
      db.exec("update audit set id = -id where id > 5; update audit set id = 1 - id where id < 0");
      db.exec(
        "insert into audit select 6, at_ms, actor, what, 'task:99', detail, remote, request_id, via, hash from audit where id = 5",
      );
    },
    entry: 6,
    why: /does not match its hash/,
  },
  "two entries in another order": {
    change: (db) =>
      db.exec(
        "update audit set id = 0 where id = 5; update audit set id = 5 where id = 6; update audit set id = 6 where id = 0",
      ),
    entry: 5,
    why: /does not match its hash/,
  },
  "a removed tail": {
    change: (db) => db.exec("delete from audit where id > 10"),
    entry: 10,
    why: /entry 12, which was the last one, is missing/,
  },
  "a removed tail and a head that fits": {
    change: (db) => {
      db.exec("delete from audit where id > 10");
      db.exec("update audit_head set entry = 10, hash = (select hash from audit where id = 10)");
    },
    entry: 10,
    why: /not by this server/,
  },
  "a tail written anew, with hashes and a head that fit": {
    change: (db) => {
      db.exec("update audit set actor = 'operator:b' where id = 11");
      const { hash } = rechain(db, 11);
      db.prepare("update audit_head set hash = ?").run(hash);
    },
    entry: 12,
    why: /not by this server/,
  },
  "everything before a checkpoint written anew": {
    change: (db) => {
      db.exec("update audit set actor = 'operator:b' where id = 3");
      rechain(db, 3);
    },
    entry: 8,
    why: /another hash/,
  },
  "a cut that retention has not made": {
    change: (db) => db.exec("delete from audit where id <= 8; update audit_head set cut = 8"),
    entry: 1,
    why: /no entry says that retention has cut them off/,
  },
  "a forged checkpoint": {
    change: (db) => db.exec("update audit_checkpoints set sealed = replace(sealed, substr(sealed, 60, 4), 'AAAA')"),
    entry: 8,
    why: /checkpoint is not believed/,
  },
};
for (const [what, { change, entry, why }] of Object.entries(CASES))
  test(`found out: ${what}`, async () => {
    const db = await tampered(change);
    const found = (await check(db)) as TrailFault;
    assert.match(found.why ?? "nothing was found", why);
    assert.equal(found.entry, entry);
    await db.destroy();
  });

test("what a server writes on top of a trail that lost its tail says so for ever, and nothing closes the gap", async () => {
  const db = await tampered((raw) => {
    raw.exec("delete from audit where id > 10");
    raw.exec("update audit_head set entry = 10, hash = (select hash from audit where id = 10)");
  });
  await append(db, 13, 14);
  const found = (await check(db)) as TrailFault;
  assert.match(found.why, /here the server found its trail changed: entry 10 is said to be the last one/);
  assert.equal(found.entry, 11);
  await db.destroy();
});

test("who has all the server's keys and writes the tail anew is found out by a checkpoint that was kept elsewhere", async () => {
  const db = await tampered((raw) => {
    raw.exec("update audit set actor = 'operator:b' where id = 3; delete from audit_checkpoints");
    const { id, hash } = rechain(raw, 3);
    raw.prepare("update audit_head set hash = ?, seal = ?").run(hash, key.sealHead(id, hash));
  });
  assert.ok(!("why" in (await check(db))), "by itself it is whole");
  const found = (await check(db, { kept: [kept] })) as TrailFault;
  assert.deepEqual([found.entry, /written anew/.test(found.why)], [8, true]);
  await db.destroy();

  const shorter = await tampered((raw) => {
    raw.exec("delete from audit where id > 6; delete from audit_checkpoints");
    const { hash } = raw.prepare("select hash from audit where id = 6").get() as { hash: string };
    raw.prepare("update audit_head set entry = 6, hash = ?, seal = ?").run(hash, key.sealHead(6, hash));
  });
  assert.match(((await check(shorter, { kept: [kept] })) as TrailFault).why, /entries 7 to 8 are missing/);
  await shorter.destroy();
});

test("an export that was cut short, and one of another server, are none", async () => {
  const db = await openDatabase(whole, key.sealHead);
  const lines: string[] = [];
  for await (const line of trailLines(db, key, 99_000)) lines.push(JSON.stringify(line));
  await db.destroy();
  const read = (some: readonly string[], options = {}) => {
    const reader = new TrailCheck(options);
    for (const line of some) {
      const fault = reader.take(line);
      if (fault) return fault;
    }
    return reader.finish();
  };
  assert.match((read(lines.slice(0, -1)) as TrailFault).why, /cut short after entry 12/);
  assert.match((read(lines.slice(1)) as TrailFault).why, /does not begin as a trail does/);
  assert.match((read([...lines, lines[1]!]) as TrailFault).why, /behind the end/);
  assert.match((read([]) as TrailFault).why, /nothing in it/);
  const other = loadAuditKey(mkdtempSync(join(folder, "other-"))).publicKey;
  assert.match((read(lines, { key: other }) as TrailFault).why, /not with/);
});

test("the database itself refuses to change, remove, insert or cut but where the trail's own ways do it", async () => {
  const path = join(folder, "guarded.db");
  copyFileSync(whole, path);
  const db = await openDatabase(path, key.sealHead);
  const { hash } = await db.selectFrom("audit").select("hash").where("id", "=", 12).executeTakeFirstOrThrow();
  const row = {
    at_ms: 1,
    actor: "",
    what: "",
    subject: "",
    detail: "{}",
    remote: null,
    via: null,
    request_id: null,
    hash,
  };
  for (const attempt of [
    () => db.updateTable("audit").set({ actor: "somebody" }).where("id", "=", 3).execute(),
    () => db.deleteFrom("audit").where("id", "=", 12).execute(),
    () => db.deleteFrom("audit").where("id", "=", 1).execute(),
    () =>
      db
        .insertInto("audit")
        .values({ ...row, id: 14 })
        .execute(),
    () =>
      db
        .replaceInto("audit")
        .values({ ...row, id: 5 })
        .execute(),
    () => db.updateTable("audit_head").set({ entry: 3 }).execute(),
    () => db.updateTable("audit_head").set({ cut: 5 }).execute(),
    () => db.deleteFrom("audit_head").execute(),
    () => db.deleteFrom("audit_checkpoints").execute(),
    () => db.updateTable("audit_checkpoints").set({ hash: "" }).execute(),
  ])
    await assert.rejects(attempt(), /append-only/, String(attempt));
  await db.destroy();
});

test("retention cuts at a signed checkpoint, says so, and what is left proves itself", async () => {
  const path = join(folder, "cut.db");
  copyFileSync(whole, path);
  const db = await openDatabase(path, key.sealHead);
  assert.equal(await cutTrail(db, 20_000, 20_000), 0, "nothing is older");
  assert.equal(await cutTrail(db, 20_000, 15_000), 0, "nothing before entry 5 is vouched for");
  assert.equal(await cutTrail(db, 20_000, 9000), 8, "up to the checkpoint of entry 8, though entry 10 is old too");
  const proof = (await check(db, { kept: [kept] })) as TrailProof;
  assert.deepEqual([proof.after, proof.last, proof.kept.length], [8, 13, 1]);
  const [entry] = (await auditStore(db).page({ what: "audit.cut" }, { limit: 1 })).items;
  assert.deepEqual(entry?.detail, { through: 8, hash: kept.hash, count: 8, keepMs: 9000 });

  await append(db, 14, 15);
  const second = (await makeCheckpoint(db, key, 21_000)) as SealedCheckpoint;
  await append(db, 40, 41);
  assert.equal(await cutTrail(db, 50_000, 12_000), 7, "entries 9 to 15");
  const again = (await check(db, { kept: [kept, second] })) as TrailProof;
  assert.deepEqual([again.after, again.kept.map(({ entry }) => entry)], [15, [8, 15]]);
  await db.destroy();
});
