import type { EnrolmentRequestRow, RegistrationRow } from "@shoal/protocol/api/identity";
import type { Inventory } from "@shoal/protocol/device/platform";
import { LIMITS } from "@shoal/protocol/limits";
import type { Selectable } from "kysely";
import { newId } from "../auth/token.ts";
import type { Db, Schema } from "../db/schema.ts";

/** What a device says that asks to be let in without a token. */
export interface Asking {
  keyDigest: string;
  name: string;
  inventory: Inventory;
  remote: string;
}

export interface QueueStore {
  /** Puts it into the queue, or notes that it asks still. @returns "full" where there is no room for another */
  ask(asking: Asking, nowMs: number): Promise<"waiting" | "rejected" | "full">;
  /** Those that wait, the first one first. */
  list(nowMs: number): Promise<EnrolmentRequestRow[]>;
  /** One of those that wait. */
  find(id: string, nowMs: number): Promise<(EnrolmentRequestRow & { inventory: Inventory }) | undefined>;
  /** It was let in, and is in the queue no more. */
  remove(id: string): Promise<void>;
  reject(id: string, nowMs: number): Promise<void>;
  register(
    spec: Omit<RegistrationRow, "id" | "createdMs" | "createdBy" | "deviceId">,
    nowMs: number,
    by: string,
  ): Promise<RegistrationRow>;
  registrations(): Promise<RegistrationRow[]>;
  /** @returns false where there is none, or a device came by it */
  unregister(id: string): Promise<boolean>;
  /** One that nobody has come by yet and that speaks for this key, or else for this serial number. */
  registrationFor(keyDigest: string, serial: string | undefined): Promise<RegistrationRow | undefined>;
  used(id: string, deviceId: string): Promise<void>;
}

/** The fact of an inventory that has the maker's number of the machine. */
const SERIAL = "hardware.serial";

export function serialOf(inventory: Inventory): string | undefined {
  const value = inventory.facts[SERIAL]?.value;
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Devices that ask to be let in, and those that were announced. */
export function queueStore(db: Db): QueueStore {
  // What has not asked for long is deleted when the next one asks, and waits no more before that.
  const waiting = (nowMs: number) =>
    db
      .selectFrom("enrolment_requests")
      .selectAll()
      .where("rejected_ms", "is", null)
      .where("last_ms", ">=", nowMs - LIMITS.enrolmentRequestMs);
  return {
    async ask({ keyDigest, name, inventory, remote }, nowMs) {
      await db
        .deleteFrom("enrolment_requests")
        .where("last_ms", "<", nowMs - LIMITS.enrolmentRequestMs)
        .execute();
      const values = { name, inventory: JSON.stringify(inventory), remote, last_ms: nowMs };
      const before = await db
        .updateTable("enrolment_requests")
        .set(values)
        .where("key_digest", "=", keyDigest)
        .returning("rejected_ms")
        .executeTakeFirst();
      if (before) return before.rejected_ms === null ? "waiting" : "rejected";
      const { count } = await db
        .selectFrom("enrolment_requests")
        .select((eb) => eb.fn.countAll().as("count"))
        .executeTakeFirstOrThrow();
      if (Number(count) >= LIMITS.enrolmentRequests) return "full";
      const row = { id: newId("q-"), key_digest: keyDigest, first_ms: nowMs, rejected_ms: null };
      await db
        .insertInto("enrolment_requests")
        .values({ ...row, ...values })
        .execute();
      return "waiting";
    },
    async list(nowMs) {
      return (await waiting(nowMs).orderBy("first_ms").execute()).map(toRequest);
    },
    async find(id, nowMs) {
      const row = await waiting(nowMs).where("id", "=", id).executeTakeFirst();
      return row && { ...toRequest(row), inventory: JSON.parse(row.inventory) as Inventory };
    },
    async remove(id) {
      await db.deleteFrom("enrolment_requests").where("id", "=", id).execute();
    },
    async reject(id, nowMs) {
      await db.updateTable("enrolment_requests").set({ rejected_ms: nowMs }).where("id", "=", id).execute();
    },
    async register({ fingerprint, serial, name, group }, nowMs, by) {
      const row = {
        id: newId("r-"),
        key_digest: fingerprint ?? null,
        serial: serial ?? null,
        name: name ?? null,
        group_name: group ?? null,
        created_ms: nowMs,
        created_by: by,
        device_id: null,
      };
      await db.insertInto("registrations").values(row).execute();
      return toRegistration(row);
    },
    async registrations() {
      return (
        await db
          .selectFrom("registrations")
          .selectAll()
          .orderBy("created_ms", "desc")
          .limit(LIMITS.registrations)
          .execute()
      ).map(toRegistration);
    },
    async unregister(id) {
      const { numDeletedRows } = await db
        .deleteFrom("registrations")
        .where("id", "=", id)
        .where("device_id", "is", null)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async registrationFor(keyDigest, serial) {
      const unused = db.selectFrom("registrations").selectAll().where("device_id", "is", null);
      const byKey = await unused.where("key_digest", "=", keyDigest).executeTakeFirst();
      if (byKey || serial === undefined) return byKey && toRegistration(byKey);
      // One that names a key as well speaks for that key alone.
      const bySerial = await unused.where("serial", "=", serial).where("key_digest", "is", null).executeTakeFirst();
      return bySerial && toRegistration(bySerial);
    },
    async used(id, deviceId) {
      await db.updateTable("registrations").set({ device_id: deviceId }).where("id", "=", id).execute();
    },
  };
}

function toRequest(row: Selectable<Schema["enrolment_requests"]>): EnrolmentRequestRow {
  const inventory = JSON.parse(row.inventory) as Inventory;
  const serial = serialOf(inventory);
  return {
    id: row.id,
    name: row.name,
    fingerprint: row.key_digest,
    ...(serial === undefined ? {} : { serial }),
    platform: inventory.platform,
    remote: row.remote,
    firstMs: row.first_ms,
    lastMs: row.last_ms,
  };
}

function toRegistration(row: Selectable<Schema["registrations"]>): RegistrationRow {
  return {
    id: row.id,
    ...(row.key_digest === null ? {} : { fingerprint: row.key_digest }),
    ...(row.serial === null ? {} : { serial: row.serial }),
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.group_name === null ? {} : { group: row.group_name }),
    createdMs: row.created_ms,
    createdBy: row.created_by,
    ...(row.device_id === null ? {} : { deviceId: row.device_id }),
  };
}
