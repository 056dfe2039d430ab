import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { ActionRecord } from "@shoal/core/action/record";
import type { ActionReport } from "@shoal/protocol/action/report";
import { isEnd } from "@shoal/protocol/action/state";
import type { Refusal } from "@shoal/protocol/agent/check-in";

export interface Queued<T> {
  id: number;
  value: T;
}

/** Ended actions that are remembered, so that a person can ask the agent what it did. */
const REMEMBERED = 200;

/**
 * What an agent must not forget: its actions, the reports that the server has not taken yet, the highest sequence it has
 * seen. A write that returns is on the disk; one that throws (a full disk) has changed nothing.
 */
export class Journal {
  readonly #db: DatabaseSync;

  constructor(stateDir: string) {
    this.#db = new DatabaseSync(join(stateDir, "journal.db"));
    this.#db.exec(`
      PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -512;
      CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS actions (id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, ended INTEGER NOT NULL, record TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS reports (id INTEGER PRIMARY KEY AUTOINCREMENT, value TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS refusals (id INTEGER PRIMARY KEY AUTOINCREMENT, value TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS blobs (digest TEXT PRIMARY KEY, size_bytes INTEGER NOT NULL, manifest_digest TEXT NOT NULL, used_ms INTEGER NOT NULL) STRICT;`);
  }

  /** A new action and the sequence that brought it, together: one without the other would lose or repeat work. */
  accept(record: ActionRecord, sequence: number): void {
    this.#transaction(() => {
      this.#put(record);
      this.#set("sequence", String(sequence));
    });
  }

  /** A step and its report, together. */
  store(record: ActionRecord, report: ActionReport | undefined): void {
    this.#transaction(() => {
      this.#put(record);
      if (report) this.#db.prepare("INSERT INTO reports (value) VALUES (?)").run(JSON.stringify(report));
    });
  }

  passSequence(sequence: number): void {
    this.#set("sequence", String(sequence));
  }

  get sequence(): number {
    return Number(this.fact("sequence") ?? 0);
  }

  /** Actions that have not ended, in the order in which they were given. */
  open(): ActionRecord[] {
    return this.#db
      .prepare("SELECT record FROM actions WHERE ended = 0 ORDER BY sequence")
      .all()
      .map(parse<ActionRecord>("record"));
  }

  /** The last actions, newest first. */
  recent(limit: number): ActionRecord[] {
    return this.#db
      .prepare("SELECT record FROM actions ORDER BY sequence DESC LIMIT ?")
      .all(limit)
      .map(parse<ActionRecord>("record"));
  }

  action(id: string): ActionRecord | undefined {
    const row = this.#db.prepare("SELECT record FROM actions WHERE id = ?").get(id);
    return row ? parse<ActionRecord>("record")(row) : undefined;
  }

  reports(limit: number): Queued<ActionReport>[] {
    return this.#db
      .prepare("SELECT id, value FROM reports ORDER BY id LIMIT ?")
      .all(limit)
      .map(toQueued<ActionReport>);
  }

  refusals(limit: number): Queued<Refusal>[] {
    return this.#db
      .prepare("SELECT id, value FROM refusals ORDER BY id LIMIT ?")
      .all(limit)
      .map(toQueued<Refusal>);
  }

  /** The server has taken these. */
  sent(reports: readonly Queued<unknown>[], refusals: readonly Queued<unknown>[]): void {
    this.#transaction(() => {
      for (const { id } of reports) this.#db.prepare("DELETE FROM reports WHERE id = ?").run(id);
      for (const { id } of refusals) this.#db.prepare("DELETE FROM refusals WHERE id = ?").run(id);
    });
  }

  refuse(refusal: Refusal): void {
    this.#db.prepare("INSERT INTO refusals (value) VALUES (?)").run(JSON.stringify(refusal));
  }

  get reportsWaiting(): number {
    return Number(this.#db.prepare("SELECT count(*) AS n FROM reports").get()?.["n"] ?? 0);
  }

  fact(name: string): string | undefined {
    return this.#db.prepare("SELECT value FROM facts WHERE name = ?").get(name)?.["value"] as string | undefined;
  }

  setFact(name: string, value: string): void {
    this.#set(name, value);
  }

  dropFact(name: string): void {
    this.#db.prepare("DELETE FROM facts WHERE name = ?").run(name);
  }

  blobs(): { digest: string; sizeBytes: number; manifestDigest: string; usedMs: number }[] {
    return this.#db
      .prepare("SELECT * FROM blobs ORDER BY used_ms")
      .all()
      .map((row) => ({
        digest: String(row["digest"]),
        sizeBytes: Number(row["size_bytes"]),
        manifestDigest: String(row["manifest_digest"]),
        usedMs: Number(row["used_ms"]),
      }));
  }

  setBlob(blob: { digest: string; sizeBytes: number; manifestDigest: string; usedMs: number }): void {
    this.#db
      .prepare("INSERT OR REPLACE INTO blobs VALUES (?, ?, ?, ?)")
      .run(blob.digest, blob.sizeBytes, blob.manifestDigest, blob.usedMs);
  }

  dropBlob(digest: string): void {
    this.#db.prepare("DELETE FROM blobs WHERE digest = ?").run(digest);
  }

  close(): void {
    this.#db.close();
  }

  #put(record: ActionRecord): void {
    const { actionId, sequence } = record.assignment;
    this.#db
      .prepare("INSERT OR REPLACE INTO actions VALUES (?, ?, ?, ?)")
      .run(actionId, sequence, isEnd(record.state) ? 1 : 0, JSON.stringify(record));
    if (isEnd(record.state))
      this.#db
        .prepare(
          "DELETE FROM actions WHERE ended = 1 AND sequence < (SELECT min(sequence) FROM (SELECT sequence FROM actions WHERE ended = 1 ORDER BY sequence DESC LIMIT ?))",
        )
        .run(REMEMBERED);
  }

  #set(name: string, value: string): void {
    this.#db.prepare("INSERT OR REPLACE INTO facts VALUES (?, ?)").run(name, value);
  }

  #transaction(work: () => void): void {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#db.exec("COMMIT");
    } catch (error) {
      // A full disk may have rolled back by itself already.
      if (this.#db.isTransaction !== false) this.#db.exec("ROLLBACK");
      throw error;
    }
  }
}

function parse<T>(column: string) {
  return (row: Record<string, unknown>): T => JSON.parse(String(row[column])) as T;
}

function toQueued<T>(row: Record<string, unknown>): Queued<T> {
  return { id: Number(row["id"]), value: JSON.parse(String(row["value"])) as T };
}
