import type { Db } from "../db/schema.ts";

/**
 * The last sequence of every device, in memory: the answer to most check-ins is "nothing new", and that must not cost a
 * query. The database stays the truth; this is read from it after every commit that gives out sequences.
 */
export class AssignmentIndex {
  readonly #db: Db;
  readonly #last = new Map<string, number>();

  constructor(db: Db) {
    this.#db = db;
  }

  async load(): Promise<void> {
    for (const row of await this.#db
      .selectFrom("devices")
      .select(["id", "sequence"])
      .where("sequence", ">", 0)
      .execute())
      this.#last.set(row.id, row.sequence);
  }

  lastOf(deviceId: string): number {
    return this.#last.get(deviceId) ?? 0;
  }

  async refresh(deviceIds: readonly string[]): Promise<void> {
    for (let at = 0; at < deviceIds.length; at += 5000) {
      const rows = await this.#db
        .selectFrom("devices")
        .select(["id", "sequence"])
        .where("id", "in", deviceIds.slice(at, at + 5000))
        .execute();
      for (const row of rows) this.#last.set(row.id, row.sequence);
    }
  }
}
