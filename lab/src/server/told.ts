import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { AUDIT_KINDS, KEYS_OF_APPLY } from "@shoal/protocol/audit/kinds";
import { EVENT_KINDS, type KindRow } from "@shoal/protocol/event/kinds";

/**
 * Looks through all that a server has told while a test had it: whoever reads the tables of kinds must find there what comes.
 * To be called when the server is closed.
 */
export function assertToldByTable(dataDir: string): void {
  const db = new DatabaseSync(join(dataDir, "shoal.db"));
  const untold = [
    ...unknownOf(db, "select distinct kind, data from events", EVENT_KINDS),
    ...unknownOf(db, "select distinct what as kind, detail as data from audit", AUDIT_KINDS),
  ];
  db.close();
  assert.deepEqual(untold, [], "docs/events.md does not tell of these");
}

function unknownOf(db: DatabaseSync, sql: string, kinds: Readonly<Record<string, KindRow>>): string[] {
  const unknown = new Set<string>();
  for (const { kind, data } of db.prepare(sql).all() as { kind: string; data: string }[]) {
    const known = kinds[kind]?.data;
    if (known === undefined) unknown.add(kind);
    else if (known !== "*")
      for (const key of Object.keys(JSON.parse(data)))
        if (!known.split(" ").includes(key) && !KEYS_OF_APPLY.includes(key)) unknown.add(`${kind} ${key}`);
  }
  return [...unknown];
}
