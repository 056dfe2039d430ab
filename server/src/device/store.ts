import type { DeviceDetail, DeviceQuery } from "@shoal/protocol/api/device";
import type { Page } from "@shoal/protocol/api/page";
import type { Inventory, Platform } from "@shoal/protocol/device/platform";
import { type Expression, type Selectable, type SqlBool, sql } from "kysely";
import type { Db, Schema } from "../db/schema.ts";
import { pageOf } from "../http/cursor.ts";
import { writeInventoryRows } from "./inventory-rows.ts";
import { type Labels, labelsOf } from "./labels.ts";
import { named } from "./named.ts";
import type { Unjudged } from "./presence.ts";

type Row = Selectable<Schema["devices"]>;

export interface NewDevice {
  id: string;
  name: string;
  /** Of its key: hexadecimal SHA-256. */
  keyDigest: string;
  inventory: Inventory;
  inventoryDigest: string;
  nowMs: number;
}

export interface DeviceStore {
  add(device: NewDevice): Promise<void>;
  /** By id, or by name where that names one device only. @param where of what there is for whoever asks */
  find(idOrName: string, where?: Expression<SqlBool>): Promise<Unjudged<DeviceDetail> | undefined>;
  /** @param where all of these hold, where there are any */
  page(
    query: Omit<DeviceQuery, "query">,
    page: { limit: number; cursor?: string },
    ...where: (Expression<SqlBool> | undefined)[]
  ): Promise<Page<Unjudged>>;
  setInventory(id: string, inventory: Inventory, digest: string): Promise<void>;
  /** Many at once: presence is written in batches. */
  seen(times: ReadonlyMap<string, number>): Promise<void>;
}

const keyOf = (number: number) => sql`(select name_key from devices where number = ${number})`;
/**
 * What a list is ordered by, and what comes behind a device in it. Names come as people count, and two that are alike are told apart by their numbers; a device is never removed, so
 * that there is always something behind which to go on. The parts are the columns of an index, and the first of them says where to begin in it.
 */
const ORDERS = {
  enrolment: { cursor: "device", by: sql`number`, after: (number: number) => sql<SqlBool>`number > ${number}` },
  name: {
    cursor: "device-name",
    by: sql`name_key, number`,
    after: (number: number) =>
      sql<SqlBool>`name_key >= ${keyOf(number)} and (name_key > ${keyOf(number)} or number > ${number})`,
  },
  "-name": {
    cursor: "device-name-back",
    by: sql`name_key desc, number desc`,
    after: (number: number) =>
      sql<SqlBool>`name_key <= ${keyOf(number)} and (name_key < ${keyOf(number)} or number < ${number})`,
  },
} as const;

/** @param isOnline presence, which is not in the database */
export function deviceStore(db: Db, isOnline: (id: string) => boolean): DeviceStore {
  return {
    async add({ id, name, keyDigest, inventory, inventoryDigest, nowMs }) {
      await inTransaction(db, async (trx) => {
        const { number } = await trx
          .insertInto("devices")
          .values({
            id,
            ...named(name),
            key_digest: keyDigest,
            enrolled_ms: nowMs,
            last_seen_ms: nowMs,
            capability: 1,
            ...columnsOf(inventory, inventoryDigest),
          })
          .returning("number")
          .executeTakeFirstOrThrow();
        await writeInventoryRows(trx, number, inventory);
      });
    },
    async find(idOrName, where) {
      const by = (column: "id" | "name") =>
        db
          .selectFrom("devices")
          .selectAll()
          .where(column, "=", idOrName)
          .$if(where !== undefined, (query) => query.where(where!));
      const byId = await by("id").executeTakeFirst();
      const rows = byId ? [byId] : await by("name").limit(2).execute();
      const [row] = rows;
      if (!row || rows.length > 1) return undefined;
      const labels = (await labelsOf(db, [row.number])).get(row.number)!;
      return { ...toRow(row, labels, isOnline), inventory: JSON.parse(row.inventory) as Inventory };
    },
    async page(query, { limit, cursor }, ...where) {
      const order = ORDERS[query.order ?? "enrolment"];
      let asked = db.selectFrom("devices").select("number").orderBy(order.by);
      if (query.os) asked = asked.where("os", "=", query.os);
      if (query.arch) asked = asked.where("arch", "=", query.arch);
      if (query.formFactor) asked = asked.where("form_factor", "=", query.formFactor);
      if (query.name)
        asked = asked.where((eb) => eb(eb.fn("lower", ["name"]), "like", `%${likeText(query.name!.toLowerCase())}%`));
      if (query.seenSince !== undefined) asked = asked.where("last_seen_ms", ">=", query.seenSince);
      for (const each of where) if (each) asked = asked.where(each);
      const { online } = query;
      const page = await pageOf(
        limit,
        cursor,
        order.cursor,
        async (after, take) => {
          const found: Row[] = [];
          // Presence is filtered here, so a page may need more rows than it shows.
          for (let from = after; ; ) {
            const most = online === undefined ? take : 1000;
            // What is asked is in an index; only the rows of the page are read with their inventories.
            const numbers = (from === undefined ? asked : asked.where(order.after(from))).limit(most);
            const batch = await db
              .selectFrom("devices")
              .selectAll()
              .where("number", "in", numbers)
              .orderBy(order.by)
              .execute();
            found.push(...batch.filter((row) => online === undefined || isOnline(row.id) === online));
            if (online === undefined || batch.length < 1000 || found.length >= take) return found.slice(0, take);
            from = batch.at(-1)!.number;
          }
        },
        (row) => row.number,
        (row) => row,
      );
      const labels = await labelsOf(
        db,
        page.items.map((row) => row.number),
      );
      return { ...page, items: page.items.map((row) => toRow(row, labels.get(row.number)!, isOnline)) };
    },
    async setInventory(id, inventory, digest) {
      await inTransaction(db, async (trx) => {
        const device = await trx
          .updateTable("devices")
          .set(columnsOf(inventory, digest))
          .where("id", "=", id)
          .returning("number")
          .executeTakeFirst();
        if (device) await writeInventoryRows(trx, device.number, inventory);
      });
    },
    async seen(times) {
      await db.transaction().execute(async (trx) => {
        for (const [id, ms] of times)
          await trx
            .updateTable("devices")
            .set((eb) => ({ last_seen_ms: ms, first_seen_ms: eb.fn.coalesce("first_seen_ms", eb.val(ms)) }))
            .where("id", "=", id)
            .execute();
      });
    },
  };
}

/** In the transaction that this is, or in one of its own. */
async function inTransaction(db: Db, write: (trx: Db) => Promise<void>): Promise<void> {
  if (db.isTransaction) await write(db);
  else await db.transaction().execute(write);
}

function columnsOf(inventory: Inventory, digest: string) {
  const { os, osVersion, distribution, arch, bitness, formFactor } = inventory.platform;
  return {
    inventory: JSON.stringify(inventory),
    inventory_digest: digest,
    os,
    os_version: osVersion,
    distribution,
    arch,
    bitness,
    form_factor: formFactor,
    agent_version: inventory.agentVersion,
    hostname: inventory.hostname,
    memory_bytes: inventory.memoryBytes,
    disk_free_bytes: inventory.diskFreeBytes,
    cpu_count: inventory.cpuCount,
  };
}

export function platformOf(
  row: Pick<Row, "os" | "os_version" | "distribution" | "arch" | "bitness" | "form_factor">,
): Platform {
  return {
    os: row.os,
    osVersion: row.os_version,
    distribution: row.distribution,
    arch: row.arch,
    bitness: row.bitness,
    formFactor: row.form_factor,
  } as Platform;
}

/** For a LIKE whose escape is not given: the wildcards stand for themselves. */
export function likeText(text: string): string {
  return text.replace(/[%_]/g, "");
}

function toRow(row: Row, labels: Labels, isOnline: (id: string) => boolean): Unjudged {
  return {
    id: row.id,
    name: row.name,
    platform: platformOf(row),
    agentVersion: row.agent_version,
    capability: row.capability,
    enrolledMs: row.enrolled_ms,
    lastSeenMs: row.last_seen_ms,
    online: isOnline(row.id),
    ...(row.first_seen_ms === null ? {} : { firstSeenMs: row.first_seen_ms }),
    ...(row.retired_ms === null ? {} : { retiredMs: row.retired_ms }),
    ...(row.revoked_ms === null ? {} : { revokedMs: row.revoked_ms }),
    ...(row.quarantined_ms === null ? {} : { quarantinedMs: row.quarantined_ms }),
    ...labels,
  };
}
