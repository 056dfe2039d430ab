import type { DeviceDetail, DeviceQuery, DeviceRow } from "@shoal/protocol/api/device";
import type { Page } from "@shoal/protocol/api/page";
import type { Inventory, Platform } from "@shoal/protocol/device/platform";
import type { Selectable } from "kysely";
import type { Db, Schema } from "../db/schema.ts";
import { pageOf } from "../http/cursor.ts";

type Row = Selectable<Schema["devices"]>;

export interface NewDevice {
  id: string;
  name: string;
  tokenHash: string;
  inventory: Inventory;
  inventoryDigest: string;
  nowMs: number;
}

export interface DeviceStore {
  add(device: NewDevice): Promise<void>;
  /** By id, or by name where that names one device only. */
  find(idOrName: string): Promise<DeviceDetail | undefined>;
  page(query: DeviceQuery, page: { limit: number; cursor?: string }): Promise<Page<DeviceRow>>;
  setInventory(id: string, inventory: Inventory, digest: string): Promise<void>;
  /** Many at once: presence is written in batches. */
  seen(times: ReadonlyMap<string, number>): Promise<void>;
}

/** @param isOnline presence, which is not in the database */
export function deviceStore(db: Db, isOnline: (id: string) => boolean): DeviceStore {
  return {
    async add({ id, name, tokenHash, inventory, inventoryDigest, nowMs }) {
      await db
        .insertInto("devices")
        .values({
          id,
          name,
          token_hash: tokenHash,
          enrolled_ms: nowMs,
          last_seen_ms: nowMs,
          capability: 1,
          ...columnsOf(inventory, inventoryDigest),
        })
        .execute();
    },
    async find(idOrName) {
      const byId = await db.selectFrom("devices").selectAll().where("id", "=", idOrName).executeTakeFirst();
      const rows = byId
        ? [byId]
        : await db.selectFrom("devices").selectAll().where("name", "=", idOrName).limit(2).execute();
      const [row] = rows;
      if (!row || rows.length > 1) return undefined;
      return { ...toRow(row, isOnline), inventory: JSON.parse(row.inventory) as Inventory };
    },
    async page(query, { limit, cursor }) {
      let rows = db.selectFrom("devices").selectAll().orderBy("number");
      if (query.os) rows = rows.where("os", "=", query.os);
      if (query.arch) rows = rows.where("arch", "=", query.arch);
      if (query.formFactor) rows = rows.where("form_factor", "=", query.formFactor);
      if (query.name)
        rows = rows.where((eb) => eb(eb.fn("lower", ["name"]), "like", `%${likeText(query.name!.toLowerCase())}%`));
      if (query.seenSince !== undefined) rows = rows.where("last_seen_ms", ">=", query.seenSince);
      const { online } = query;
      return await pageOf(
        limit,
        cursor,
        "device",
        async (after, take) => {
          const found: Row[] = [];
          // Presence is filtered here, so a page may need more rows than it shows.
          for (let from = after ?? 0; ; ) {
            const batch = await rows
              .where("number", ">", from)
              .limit(online === undefined ? take : 1000)
              .execute();
            found.push(...batch.filter((row) => online === undefined || isOnline(row.id) === online));
            if (online === undefined || batch.length < 1000 || found.length >= take) return found.slice(0, take);
            from = batch.at(-1)!.number;
          }
        },
        (row) => row.number,
        (row) => toRow(row, isOnline),
      );
    },
    async setInventory(id, inventory, digest) {
      await db.updateTable("devices").set(columnsOf(inventory, digest)).where("id", "=", id).execute();
    },
    async seen(times) {
      await db.transaction().execute(async (trx) => {
        for (const [id, ms] of times)
          await trx.updateTable("devices").set({ last_seen_ms: ms }).where("id", "=", id).execute();
      });
    },
  };
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

function toRow(row: Row, isOnline: (id: string) => boolean): DeviceRow {
  return {
    id: row.id,
    name: row.name,
    platform: platformOf(row),
    agentVersion: row.agent_version,
    capability: row.capability,
    enrolledMs: row.enrolled_ms,
    lastSeenMs: row.last_seen_ms,
    online: isOnline(row.id),
  };
}
