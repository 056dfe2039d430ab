import type { FleetKind, Managed } from "@shoal/protocol/fleet/managed";
import type { FleetObject } from "@shoal/protocol/fleet/object";
import type { Selectable } from "kysely";
import type { Db, Schema } from "../db/schema.ts";

/** What files have declared of one thing, as it was when it was applied last. */
export interface StoredObject {
  kind: FleetKind;
  name: string;
  managed: Managed;
  spec: FleetObject;
  taskId: number | undefined;
}

export interface FleetStore {
  /** By kind and name. */
  list(where?: { source?: string; kind?: FleetKind }): Promise<StoredObject[]>;
  find(kind: FleetKind, name: string): Promise<StoredObject | undefined>;
  put(object: StoredObject): Promise<void>;
  remove(kind: FleetKind, name: string): Promise<void>;
  /** Marks of all things of a kind, by name. */
  marks(kind: FleetKind): Promise<Map<string, Managed>>;
  /** Marks of tasks, by the task's number. */
  taskMarks(ids: readonly number[]): Promise<Map<number, Managed>>;
}

export function fleetStore(db: Db): FleetStore {
  const rows = () => db.selectFrom("fleet_objects").selectAll().orderBy("kind").orderBy("name");
  return {
    async list({ source, kind } = {}) {
      let query = rows();
      if (source !== undefined) query = query.where("source", "=", source);
      if (kind !== undefined) query = query.where("kind", "=", kind);
      return (await query.execute()).map(toObject);
    },
    async find(kind, name) {
      const row = await rows().where("kind", "=", kind).where("name", "=", name).executeTakeFirst();
      return row && toObject(row);
    },
    async put({ kind, name, managed, spec, taskId }) {
      const said = {
        source: managed.source,
        revision: managed.revision ?? null,
        spec: JSON.stringify(spec),
        task_id: taskId ?? null,
        applied_ms: managed.appliedMs,
        applied_by: managed.appliedBy,
      };
      await db
        .insertInto("fleet_objects")
        .values({ kind, name, ...said })
        .onConflict((on) => on.columns(["kind", "name"]).doUpdateSet(said))
        .execute();
    },
    async remove(kind, name) {
      await db.deleteFrom("fleet_objects").where("kind", "=", kind).where("name", "=", name).execute();
    },
    async marks(kind) {
      const found = await rows().where("kind", "=", kind).execute();
      return new Map(found.map((row) => [row.name, markOf(row)]));
    },
    async taskMarks(ids) {
      if (ids.length === 0) return new Map();
      const found = await rows().where("task_id", "in", ids).execute();
      return new Map(found.map((row) => [row.task_id!, markOf(row)]));
    },
  };
}

function toObject(row: Selectable<Schema["fleet_objects"]>): StoredObject {
  return {
    kind: row.kind,
    name: row.name,
    managed: markOf(row),
    spec: JSON.parse(row.spec) as FleetObject,
    taskId: row.task_id ?? undefined,
  };
}

function markOf(row: Selectable<Schema["fleet_objects"]>): Managed {
  return {
    source: row.source,
    ...(row.revision === null ? {} : { revision: row.revision }),
    appliedBy: row.applied_by,
    appliedMs: row.applied_ms,
  };
}
