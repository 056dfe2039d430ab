import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { ActionRecord } from "@shoal/core/action/record";
import type { Refusal } from "@shoal/protocol/agent/check-in";
import { BUSY_MS, JOURNAL_FILE } from "./journal.ts";

export interface JournalGlance {
  reportsWaiting: number;
  /** The last ones, newest first. */
  actions: ActionRecord[];
  /** What the agent has refused, whether the server was told of it or not; the last ones, newest first. */
  refused: Refusal[];
}

/**
 * A glance at a journal from another process: it writes nothing, so it cannot stand in the way of an agent that starts
 * meanwhile. @throws Error where it cannot be read
 */
export function readJournal(stateDir: string, limit: number): JournalGlance {
  const path = join(stateDir, JOURNAL_FILE);
  const nothing: JournalGlance = { reportsWaiting: 0, actions: [], refused: [] };
  if (!existsSync(path)) return nothing;
  const db = new DatabaseSync(path, { readOnly: true, timeout: BUSY_MS });
  try {
    const tables = db
      .prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name IN ('actions', 'reports', 'refused')")
      .get();
    // An agent has only begun to make it.
    if (tables?.["n"] !== 3) return nothing;
    return {
      reportsWaiting: Number(db.prepare("SELECT count(*) AS n FROM reports").get()?.["n"] ?? 0),
      actions: db
        .prepare("SELECT record FROM actions ORDER BY sequence DESC LIMIT ?")
        .all(limit)
        .map((row) => JSON.parse(String(row["record"])) as ActionRecord),
      refused: db
        .prepare("SELECT value FROM refused ORDER BY id DESC LIMIT ?")
        .all(limit)
        .map((row) => JSON.parse(String(row["value"])) as Refusal),
    };
  } finally {
    db.close();
  }
}
