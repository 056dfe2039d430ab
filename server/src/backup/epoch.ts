import type { DatabaseSync } from "node:sqlite";

/** Numbers that people type get a readable jump: task 342 is followed by task 100001. */
const TASKS = 100_000;
/** Actions, events and all else: more than are given out between a backup and its restore. */
const OTHERS = 1_000_000_000;
/** Sequences of one device. */
const SEQUENCES = 1_000_000;

/**
 * A restored server does not know what it has given out since the backup. Agents know: they refuse a sequence that they have seen, and an
 * action's number that came again would get the reports of the one that was forgotten. So all numbers begin anew above everything that
 * can have been given out. Entries of the audit trail do not: they are one chain.
 */
export function beginEpoch(database: DatabaseSync, { nowMs, fromMs }: { nowMs: number; fromMs: number }): void {
  database.exec("begin immediate");
  const tables = database
    .prepare("select name from sqlite_master where type = 'table' and sql like '%autoincrement%' and name != 'audit'")
    .all() as { name: string }[];
  for (const { name } of tables) {
    // A table that never had a row was given out from as well, for all that is known.
    const given = database.prepare("select seq from sqlite_sequence where name = ?").get(name) as
      | { seq: number }
      | undefined;
    const step = name === "tasks" ? TASKS : OTHERS;
    const next = (Math.floor((given?.seq ?? 0) / step) + 1) * step;
    const set = given
      ? database.prepare("update sqlite_sequence set seq = ? where name = ?")
      : database.prepare("insert into sqlite_sequence (seq, name) values (?, ?)");
    set.run(next, name);
  }
  // What the database takes for not yet fetched may have been since: it is cancelled by an order, not by ending it here.
  database.exec(`update devices set delivered = sequence, sequence = sequence + ${SEQUENCES}`);
  database.prepare("insert into restores (at_ms, from_ms) values (?, ?)").run(nowMs, fromMs);
  database.exec("commit");
}
