import type { SettingSetReach, SettingSetRow } from "@shoal/protocol/api/settings";
import { settingsDigest } from "@shoal/protocol/node/settings-digest";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import type { Targets } from "@shoal/protocol/task/task";
import type { Selectable } from "kysely";
import type { Db, Schema } from "../db/schema.ts";
import type { QueryScope } from "../query/scope.ts";
import { targeted } from "../task/targets.ts";

/** What a device has, and what it said that it runs with. */
export interface DeviceSet {
  set: string | undefined;
  reportedDigest: string | undefined;
  reportedMs: number | undefined;
}

/** What one open task overrides. */
export interface Override {
  taskId: number;
  name: string;
  values: SettingsOverride;
}

export interface SettingStore {
  /** By name. */
  list(): Promise<SettingSetRow[]>;
  /** Without regard to case. */
  find(name: string): Promise<SettingSetRow | undefined>;
  /** Makes a set or replaces what is in it. */
  put(
    name: string,
    set: { description: string; values: SettingsOverride },
    by: { nowMs: number; actor: string },
  ): Promise<void>;
  remove(name: string): Promise<void>;
  /** Gives the targets this set, or none. @returns devices whose set is another one now; undefined where the targets name nobody */
  assign(targets: Targets, set: string, scope: QueryScope): Promise<string[] | undefined>;
  /** Takes the set away from those of the targets that have it. */
  unassign(targets: Targets, set: string, scope: QueryScope): Promise<string[] | undefined>;
  /** How many of the targets do not have the set. */
  lacking(targets: Targets, set: string, scope: QueryScope): Promise<number>;
  /** Takes the set from all that have it but the targets, and but retired ones; without targets from all. */
  takeFromOthers(set: string, targets: Targets | undefined, scope: QueryScope): Promise<string[]>;
  /** Devices that have the set and did not say that they run with it as it is now. */
  waiting(name: string): Promise<Omit<SettingSetReach["items"][number], "online">[]>;
  ofDevice(deviceId: string): Promise<DeviceSet | undefined>;
  /** Sets, and none at all, that are found among the targets. */
  among(targets: Targets, scope: QueryScope): Promise<(string | undefined)[]>;
  /** What open tasks override on these devices, or on all that have a set. */
  overrides(
    where: { deviceId: string } | { set: string } | { targets: Targets; scope: QueryScope },
  ): Promise<Override[]>;
  reported(deviceId: string, digest: string, nowMs: number): Promise<void>;
}

export function settingStore(db: Db): SettingStore {
  const rows = () =>
    db
      .selectFrom("setting_sets")
      .selectAll("setting_sets")
      .select((eb) => [
        eb
          .selectFrom("devices")
          .select((each) => each.fn.countAll().as("count"))
          .whereRef("devices.setting_set", "=", "setting_sets.name")
          .as("devices"),
        eb
          .selectFrom("devices")
          .select((each) => each.fn.countAll().as("count"))
          .whereRef("devices.setting_set", "=", "setting_sets.name")
          .whereRef("devices.settings_digest", "=", "setting_sets.digest")
          .as("in_force"),
      ]);

  return {
    async list() {
      return (await rows().orderBy("name").execute()).map(toRow);
    },
    async find(name) {
      const row = await rows()
        .where((eb) => eb(eb.fn("lower", ["name"]), "=", name.toLowerCase()))
        .executeTakeFirst();
      return row && toRow(row);
    },
    async put(name, { description, values }, { nowMs, actor }) {
      const known = { description, body: JSON.stringify(values), digest: settingsDigest(values) };
      const updated = { updated_ms: nowMs, updated_by: actor };
      await db
        .insertInto("setting_sets")
        .values({ name, ...known, version: 1, created_ms: nowMs, created_by: actor, ...updated })
        .onConflict((on) =>
          on
            .column("name")
            .doUpdateSet((eb) => ({ ...known, ...updated, version: eb("setting_sets.version", "+", 1) })),
        )
        .execute();
    },
    async remove(name) {
      await db.deleteFrom("setting_sets").where("name", "=", name).execute();
    },
    async assign(targets, set, scope) {
      const ids = (await targeted(db, targets, scope))?.select("id");
      if (!ids) return undefined;
      const changed = await db
        .updateTable("devices")
        .set({ setting_set: set })
        .where("id", "in", ids)
        .where((eb) => eb.or([eb("setting_set", "is", null), eb("setting_set", "!=", set)]))
        .returning("id")
        .execute();
      return changed.map((row) => row.id);
    },
    async unassign(targets, set, scope) {
      const ids = (await targeted(db, targets, scope))?.select("id");
      if (!ids) return undefined;
      const changed = await db
        .updateTable("devices")
        .set({ setting_set: null })
        .where("id", "in", ids)
        .where("setting_set", "=", set)
        .returning("id")
        .execute();
      return changed.map((row) => row.id);
    },
    async lacking(targets, set, scope) {
      const devices = await targeted(db, targets, scope);
      const row = await devices
        ?.where((eb) => eb.or([eb("setting_set", "is", null), eb("setting_set", "!=", set)]))
        .select((eb) => eb.fn.countAll().as("count"))
        .executeTakeFirst();
      return Number(row?.count ?? 0);
    },
    async takeFromOthers(set, targets, scope) {
      const kept = targets && (await targeted(db, targets, scope))?.select("id");
      let taking = db.updateTable("devices").set({ setting_set: null }).where("setting_set", "=", set);
      if (kept) taking = taking.where("retired_ms", "is", null).where("id", "not in", kept);
      return (await taking.returning("id").execute()).map((row) => row.id);
    },
    async waiting(name) {
      const found = await db
        .selectFrom("devices")
        .innerJoin("setting_sets", "setting_sets.name", "devices.setting_set")
        .select(["devices.id", "devices.name", "devices.last_seen_ms"])
        .where("setting_sets.name", "=", name)
        .where((eb) =>
          eb.or([
            eb("devices.settings_digest", "is", null),
            eb("devices.settings_digest", "!=", eb.ref("setting_sets.digest")),
          ]),
        )
        .orderBy("devices.last_seen_ms", "desc")
        .orderBy("devices.number")
        .execute();
      return found.map((row) => ({ deviceId: row.id, device: row.name, lastSeenMs: row.last_seen_ms }));
    },
    async ofDevice(deviceId) {
      const row = await db
        .selectFrom("devices")
        .select(["setting_set", "settings_digest", "settings_ms"])
        .where("id", "=", deviceId)
        .executeTakeFirst();
      return (
        row && {
          set: row.setting_set ?? undefined,
          reportedDigest: row.settings_digest ?? undefined,
          reportedMs: row.settings_ms ?? undefined,
        }
      );
    },
    async among(targets, scope) {
      const devices = await targeted(db, targets, scope);
      const found = (await devices?.select("setting_set").distinct().execute()) ?? [];
      return found.map((row) => row.setting_set ?? undefined);
    },
    async overrides(where) {
      const devices =
        "targets" in where
          ? (await targeted(db, where.targets, where.scope))?.select("id")
          : db
              .selectFrom("devices")
              .select("id")
              .where("deviceId" in where ? "id" : "setting_set", "=", "deviceId" in where ? where.deviceId : where.set);
      if (!devices) return [];
      const found = await db
        .selectFrom("tasks")
        .select(["id", "name", "settings"])
        .where("settings", "!=", "{}")
        .where(
          "id",
          "in",
          db.selectFrom("actions").select("task_id").where("ended_ms", "is", null).where("device_id", "in", devices),
        )
        .orderBy("id")
        .execute();
      return found.map((row) => ({
        taskId: row.id,
        name: row.name,
        values: JSON.parse(row.settings) as SettingsOverride,
      }));
    },
    async reported(deviceId, digest, nowMs) {
      await db
        .updateTable("devices")
        .set({ settings_digest: digest, settings_ms: nowMs })
        .where("id", "=", deviceId)
        .execute();
    },
  };
}

function toRow(
  row: Selectable<Schema["setting_sets"]> & {
    devices: number | string | bigint | null;
    in_force: number | string | bigint | null;
  },
): SettingSetRow {
  return {
    name: row.name,
    description: row.description,
    values: JSON.parse(row.body) as SettingsOverride,
    version: row.version,
    createdMs: row.created_ms,
    createdBy: row.created_by,
    updatedMs: row.updated_ms,
    updatedBy: row.updated_by,
    devices: Number(row.devices ?? 0),
    inForce: Number(row.in_force ?? 0),
  };
}
