import { parseQuery } from "@shoal/core/query/parse";
import type { Query } from "@shoal/core/query/query";
import { LIMITS } from "@shoal/protocol/limits";
import type { Selectable } from "kysely";
import type { Db, Schema } from "../db/schema.ts";

/** A group as it is stored; who is in it is another question. */
export interface StoredGroup {
  name: string;
  description: string;
  /** Undefined for a list. */
  query: string | undefined;
  version: number;
  createdMs: number;
  createdBy: string;
  updatedMs: number;
  updatedBy: string;
}

export interface GroupStore {
  /** By name. */
  list(): Promise<StoredGroup[]>;
  find(name: string): Promise<StoredGroup | undefined>;
  /** Makes a group or changes what it is. */
  put(
    name: string,
    group: Pick<StoredGroup, "description" | "query">,
    by: { nowMs: number; actor: string },
  ): Promise<void>;
  remove(name: string): Promise<void>;
  /** @returns how many were not in it before */
  addMembers(name: string, devices: readonly number[]): Promise<number>;
  /** @returns how many were in it */
  removeMembers(name: string, devices: readonly number[]): Promise<number>;
  clear(name: string): Promise<void>;
  /** The queries of all groups that have one. */
  queries(): Promise<Map<string, Query>>;
}

/** Members in one statement: SQLite takes some 32,000 parameters. */
const BATCH = 5000;

export function groupStore(db: Db): GroupStore {
  const list = async () => (await db.selectFrom("groups").selectAll().orderBy("name").execute()).map(toGroup);
  return {
    list,
    async find(name) {
      const row = await db.selectFrom("groups").selectAll().where("name", "=", name).executeTakeFirst();
      return row && toGroup(row);
    },
    async put(name, { description, query }, { nowMs, actor }) {
      const now = { description, query: query ?? null, updated_ms: nowMs, updated_by: actor };
      await db
        .insertInto("groups")
        .values({ name, ...now, version: 1, created_ms: nowMs, created_by: actor })
        .onConflict((on) => on.column("name").doUpdateSet((eb) => ({ ...now, version: eb("groups.version", "+", 1) })))
        .execute();
    },
    async remove(name) {
      await db.deleteFrom("groups").where("name", "=", name).execute();
      await db.deleteFrom("group_members").where("group_name", "=", name).execute();
    },
    async addMembers(name, devices) {
      let added = 0;
      for (let at = 0; at < devices.length; at += BATCH) {
        const rows = devices.slice(at, at + BATCH).map((device_number) => ({ group_name: name, device_number }));
        const insert = db.insertInto("group_members").values(rows);
        const { numInsertedOrUpdatedRows } = await insert.onConflict((on) => on.doNothing()).executeTakeFirst();
        added += Number(numInsertedOrUpdatedRows ?? 0);
      }
      return added;
    },
    async removeMembers(name, devices) {
      let removed = 0;
      for (let at = 0; at < devices.length; at += BATCH) {
        const { numDeletedRows } = await db
          .deleteFrom("group_members")
          .where("group_name", "=", name)
          .where("device_number", "in", devices.slice(at, at + BATCH))
          .executeTakeFirst();
        removed += Number(numDeletedRows);
      }
      return removed;
    },
    async clear(name) {
      await db.deleteFrom("group_members").where("group_name", "=", name).execute();
    },
    async queries() {
      const queries = new Map<string, Query>();
      for (const { name, query } of await list()) {
        const parsed = query === undefined ? undefined : parsedOnce(query);
        if (parsed) queries.set(name, parsed);
      }
      return queries;
    },
  };
}

/** Every change of a group asks for the queries of all, which are the same as before but for one. */
const parsed = new Map<string, Query | undefined>();

function parsedOnce(text: string): Query | undefined {
  if (parsed.has(text)) return parsed.get(text);
  const found = parseQuery(text);
  const query = found.ok ? found.query : undefined;
  if (parsed.size >= LIMITS.groups) parsed.clear();
  parsed.set(text, query);
  return query;
}

function toGroup(row: Selectable<Schema["groups"]>): StoredGroup {
  return {
    name: row.name,
    description: row.description,
    query: row.query ?? undefined,
    version: row.version,
    createdMs: row.created_ms,
    createdBy: row.created_by,
    updatedMs: row.updated_ms,
    updatedBy: row.updated_by,
  };
}
