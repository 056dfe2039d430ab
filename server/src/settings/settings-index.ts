import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import type { Db } from "../db/schema.ts";

const NONE: SettingsOverride = {};

/**
 * Which settings each device is to have, and what it last said that it has, in memory: every check-in asks, and that must not
 * cost a query. The database stays the truth; this is read from it after every commit that changes it.
 */
export class SettingsIndex {
  readonly #db: Db;
  #sets = new Map<string, SettingsOverride>();
  /** Devices with a set. */
  readonly #setOf = new Map<string, string>();
  readonly #reported = new Map<string, string>();

  constructor(db: Db) {
    this.#db = db;
  }

  async load(): Promise<void> {
    await this.loadSets();
    const rows = await this.#db
      .selectFrom("devices")
      .select(["id", "setting_set", "settings_digest"])
      .where((eb) => eb.or([eb("setting_set", "is not", null), eb("settings_digest", "is not", null)]))
      .execute();
    for (const row of rows) {
      if (row.setting_set !== null) this.#setOf.set(row.id, row.setting_set);
      if (row.settings_digest !== null) this.#reported.set(row.id, row.settings_digest);
    }
  }

  async loadSets(): Promise<void> {
    const rows = await this.#db.selectFrom("setting_sets").select(["name", "body"]).execute();
    this.#sets = new Map(rows.map((row) => [row.name, JSON.parse(row.body) as SettingsOverride]));
  }

  /** Reads anew which set these have. */
  async refresh(deviceIds: readonly string[]): Promise<void> {
    for (let at = 0; at < deviceIds.length; at += 5000) {
      const rows = await this.#db
        .selectFrom("devices")
        .select(["id", "setting_set"])
        .where("id", "in", deviceIds.slice(at, at + 5000))
        .execute();
      for (const { id, setting_set } of rows)
        if (setting_set === null) this.#setOf.delete(id);
        else this.#setOf.set(id, setting_set);
    }
  }

  /** A device's own set; nothing where it has none. */
  of(deviceId: string): SettingsOverride {
    return this.#sets.get(this.#setOf.get(deviceId) ?? "") ?? NONE;
  }

  /** Its name; undefined where it has none. */
  setOf(deviceId: string): string | undefined {
    return this.#setOf.get(deviceId);
  }

  has(deviceId: string, set: string): boolean {
    return this.#setOf.get(deviceId) === set;
  }

  /** What a device says that it runs with. @returns whether that is new */
  reported(deviceId: string, digest: string): boolean {
    if (this.#reported.get(deviceId) === digest) return false;
    this.#reported.set(deviceId, digest);
    return true;
  }
}
