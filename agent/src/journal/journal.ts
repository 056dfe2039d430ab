import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { ActionRecord } from "@shoal/core/action/record";
import type { ActionReport } from "@shoal/protocol/action/report";
import { isEnd } from "@shoal/protocol/action/state";
import type { Refusal } from "@shoal/protocol/agent/check-in";
import { LIMITS } from "@shoal/protocol/limits";
import type { Variant } from "@shoal/protocol/package/release";
import type { SessionReport } from "@shoal/protocol/session/report";
import { privateFile } from "../ownership/private-folder.ts";
import { Reserve } from "./reserve.ts";

export interface Queued<T> {
  id: number;
  value: T;
}

/** What waits to be told. */
export interface Waiting {
  reports: Queued<ActionReport>[];
  refusals: Queued<Refusal>[];
  sessions: Queued<SessionReport>[];
}

export const JOURNAL_FILE = "journal.db";
/** How long one waits for another process that reads, for example `status`; from the first statement on. */
export const BUSY_MS = 5000;
/** Ended actions that are remembered, so that a person can ask the agent what it did. */
const REMEMBERED = 200;

/**
 * What an agent must not forget: its actions, the reports that the server has not taken yet, the highest sequence it has
 * seen. A write that returns is on the disk; one that throws (a full disk) has changed nothing.
 */
export class Journal {
  readonly #db: DatabaseSync;
  readonly #reserve: Reserve;

  constructor(stateDir: string) {
    this.#reserve = new Reserve(stateDir);
    const file = join(stateDir, JOURNAL_FILE);
    privateFile(file);
    this.#db = new DatabaseSync(file, { timeout: BUSY_MS });
    this.#db.exec(`
      PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -512;
      PRAGMA secure_delete = ON;
      CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS actions (id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, ended INTEGER NOT NULL, record TEXT NOT NULL, variant TEXT) STRICT;
      CREATE TABLE IF NOT EXISTS reports (id INTEGER PRIMARY KEY AUTOINCREMENT, value TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS refusals (id INTEGER PRIMARY KEY AUTOINCREMENT, value TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS refused (id INTEGER PRIMARY KEY AUTOINCREMENT, value TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS sessions (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, value TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS kept (package TEXT PRIMARY KEY, record TEXT NOT NULL, variant TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS blobs (digest TEXT PRIMARY KEY, size_bytes INTEGER NOT NULL, manifest_digest TEXT NOT NULL, used_ms INTEGER NOT NULL) STRICT;`);
  }

  /**
   * Actions, reports and sequences are of one device. Enrolled anew it is another one to its server, perhaps to another server
   * that counts from 1 again: what is here of the one before would make it refuse its first tasks. Blobs stay.
   * @returns how many reports nobody will take any more
   */
  belongTo(deviceId: string): number {
    const before = this.fact("device");
    if (before === deviceId) return 0;
    let lost = 0;
    this.#transaction(() => {
      lost = before === undefined ? 0 : this.reportsWaiting;
      if (before !== undefined)
        for (const table of ["actions", "kept", "reports", "refusals", "sessions", "facts"])
          this.#db.exec(`DELETE FROM ${table}`);
      this.#set("device", deviceId);
    });
    return lost;
  }

  /** A new action and the sequence that brought it, together: one without the other would lose or repeat work. */
  accept(record: ActionRecord, sequence: number): void {
    this.#transaction(() => {
      this.#put(record);
      this.#set("sequence", String(sequence));
    });
  }

  /** The wish to stop an action and the sequence that brought it, together. An action that is not known is passed over. */
  order(actionId: string, stop: NonNullable<ActionRecord["stop"]>, sequence: number): void {
    this.#transaction(() => {
      const record = this.action(actionId);
      if (record && !isEnd(record.state)) this.#put({ ...record, stop });
      this.#set("sequence", String(sequence));
    });
  }

  /** A step with its report and, once it is known, the variant that the device has resolved: all of it or nothing. */
  store(record: ActionRecord, report: ActionReport | undefined, variant?: Variant): void {
    this.#transaction(() => {
      this.#keep(record, variant ?? this.variant(record.assignment.actionId));
      this.#put(report && isEnd(record.state) ? { ...record, endedMs: report.atMs } : record);
      if (variant)
        this.#db
          .prepare("UPDATE actions SET variant = ? WHERE id = ?")
          .run(JSON.stringify(variant), record.assignment.actionId);
      if (report) this.#db.prepare("INSERT INTO reports (value) VALUES (?)").run(JSON.stringify(report));
    });
  }

  variant(actionId: string): Variant | undefined {
    const text = this.#db.prepare("SELECT variant FROM actions WHERE id = ?").get(actionId)?.["variant"];
    return typeof text === "string" ? (JSON.parse(text) as Variant) : undefined;
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

  /** Those that have ended, the last first. */
  ended(limit: number): ActionRecord[] {
    return this.#db
      .prepare("SELECT record FROM actions WHERE ended = 1 ORDER BY sequence DESC LIMIT ?")
      .all(limit)
      .map(parse<ActionRecord>("record"));
  }

  /** What tasks keep on this device, as it was proved, with what is asked to find it. */
  kept(): { record: ActionRecord; variant: Variant }[] {
    return this.#db
      .prepare("SELECT record, variant FROM kept ORDER BY package LIMIT ?")
      .all(LIMITS.keptReleases)
      .map((row) => ({ record: parse<ActionRecord>("record")(row), variant: parse<Variant>("variant")(row) }));
  }

  action(id: string): ActionRecord | undefined {
    const row = this.#db.prepare("SELECT record FROM actions WHERE id = ?").get(id);
    return row ? parse<ActionRecord>("record")(row) : undefined;
  }

  /** The oldest reports; fewer than `limit` where they would be longer than `maxBytes`, but one at least. */
  reports(limit: number, maxBytes: number): Queued<ActionReport>[] {
    const rows: Queued<ActionReport>[] = [];
    let bytes = 0;
    for (const row of this.#db.prepare("SELECT id, value FROM reports ORDER BY id LIMIT ?").iterate(limit)) {
      bytes += Buffer.byteLength(String(row["value"]));
      if (rows.length > 0 && bytes > maxBytes) break;
      rows.push(toQueued<ActionReport>(row));
    }
    return rows;
  }

  refusals(limit: number): Queued<Refusal>[] {
    return this.#db
      .prepare("SELECT id, value FROM refusals ORDER BY id LIMIT ?")
      .all(limit)
      .map(toQueued<Refusal>);
  }

  /** In the place of what waits of the same session in the same subnet. It has an id of its own: what was sent meanwhile is not this. */
  session(report: SessionReport): void {
    const name = `${report.actionId} ${report.session} ${report.subnet} ${report.startedMs}`;
    this.#db.prepare("INSERT OR REPLACE INTO sessions (name, value) VALUES (?, ?)").run(name, JSON.stringify(report));
  }

  sessions(limit: number): Queued<SessionReport>[] {
    return this.#db
      .prepare("SELECT id, value FROM sessions ORDER BY id LIMIT ?")
      .all(limit)
      .map(toQueued<SessionReport>);
  }

  /** The server has taken these. */
  sent({ reports = [], refusals = [], sessions = [] }: Partial<Waiting>): void {
    this.#transaction(() => {
      for (const { id } of sessions) this.#db.prepare("DELETE FROM sessions WHERE id = ?").run(id);
      for (const { id } of reports) this.#db.prepare("DELETE FROM reports WHERE id = ?").run(id);
      for (const { id } of refusals) this.#db.prepare("DELETE FROM refusals WHERE id = ?").run(id);
    });
  }

  /**
   * The last step of every action that is remembered waits to be told again: a server that was restored from a backup has forgotten what
   * it took. One that it knows changes nothing.
   */
  tellAnew(restores: number, toReport: (record: ActionRecord) => ActionReport): void {
    this.#transaction(() => {
      this.#set("restores", String(restores));
      const records = this.#db.prepare("SELECT record FROM actions ORDER BY sequence").all();
      for (const record of records.map(parse<ActionRecord>("record")))
        if (record.step > 0)
          this.#db.prepare("INSERT INTO reports (value) VALUES (?)").run(JSON.stringify(toReport(record)));
    });
  }

  /** To be told to the server, and remembered here: who lies to a device may lie about that too. */
  refuse(refusal: Refusal): void {
    const value = JSON.stringify(refusal);
    this.#transaction(() => {
      for (const table of ["refusals", "refused"])
        this.#db.prepare(`INSERT INTO ${table} (value) VALUES (?)`).run(value);
      this.#db
        .prepare("DELETE FROM refused WHERE id <= (SELECT id FROM refused ORDER BY id DESC LIMIT 1 OFFSET ?)")
        .run(REMEMBERED);
    });
  }

  get reportsWaiting(): number {
    return Number(this.#db.prepare("SELECT count(*) AS n FROM reports").get()?.["n"] ?? 0);
  }

  fact(name: string): string | undefined {
    return this.#db.prepare("SELECT value FROM facts WHERE name = ?").get(name)?.["value"] as string | undefined;
  }

  /** A fact that is convenient to know after a restart, and not worth an error where the disk is full. */
  note(name: string, value: string): void {
    try {
      this.#set(name, value);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
    }
  }

  forget(name: string): void {
    this.#db.prepare("DELETE FROM facts WHERE name = ?").run(name);
  }

  setFact(name: string, value: string): void {
    this.#set(name, value);
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

  /** @returns whether there is room for the next steps, whatever becomes of the rest of the disk */
  keepRoom(): boolean {
    return this.#reserve.take();
  }

  close(): void {
    this.#db.close();
  }

  /** The last proof of a package says whether it is kept: what another task has put in its place is not what was kept. */
  #keep(record: ActionRecord, variant: Variant | undefined): void {
    const { kind, keep, package: name } = record.assignment;
    if ((record.state !== "succeeded" && record.state !== "rolled-back") || kind === "precache") return;
    if (keep && kind === "install" && variant)
      this.#db
        .prepare("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)")
        .run(name, JSON.stringify(unsealed(record)), JSON.stringify(variant));
    else this.#db.prepare("DELETE FROM kept WHERE package = ?").run(name);
  }

  #put(record: ActionRecord): void {
    const ended = isEnd(record.state) ? 1 : 0;
    const { actionId, sequence } = record.assignment;
    this.#db
      .prepare(
        `INSERT INTO actions (id, sequence, ended, record) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE
         SET ended = excluded.ended, record = excluded.record, variant = CASE excluded.ended WHEN 1 THEN NULL ELSE variant END`,
      )
      .run(actionId, sequence, ended, JSON.stringify(ended ? unsealed(record) : record));
    if (ended)
      this.#db
        .prepare(
          `DELETE FROM actions WHERE ended = 1 AND sequence <=
           (SELECT sequence FROM actions WHERE ended = 1 ORDER BY sequence DESC LIMIT 1 OFFSET ?)`,
        )
        .run(REMEMBERED);
  }

  #set(name: string, value: string): void {
    this.#db.prepare("INSERT OR REPLACE INTO facts VALUES (?, ?)").run(name, value);
  }

  #transaction(work: () => void): void {
    try {
      this.#attempt(work);
    } catch (error) {
      if (!isDiskFull(error) || !this.#reserve.release()) throw error;
      return this.#attempt(work);
    }
    this.#reserve.hold(performance.now());
  }

  #attempt(work: () => void): void {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#db.exec("COMMIT");
    } catch (error) {
      // A full disk may have rolled back by itself already.
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw error;
    }
  }
}

/** Sealed secrets are kept for the action's life, and no longer. */
function unsealed(record: ActionRecord): ActionRecord {
  const { secrets: _, ...assignment } = record.assignment;
  return { ...record, assignment };
}

/** SQLITE_FULL, or the disk's own word for it: nothing was written, and it may work when there is room again. */
export function isDiskFull(error: unknown): boolean {
  const { errcode, code } = error as { errcode?: number; code?: string };
  return errcode === 13 || code === "ENOSPC" || code === "EDQUOT";
}

function parse<T>(column: string) {
  return (row: Record<string, unknown>): T => JSON.parse(String(row[column])) as T;
}

function toQueued<T>(row: Record<string, unknown>): Queued<T> {
  return { id: Number(row["id"]), value: JSON.parse(String(row["value"])) as T };
}
