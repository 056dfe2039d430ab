import { resolveVariant } from "@shoal/core/variant/resolve";
import type { Offer } from "@shoal/protocol/agent/offer";
import type { Inventory } from "@shoal/protocol/device/platform";
import { LIMITS } from "@shoal/protocol/limits";
import type { Release } from "@shoal/protocol/package/release";
import type { Db } from "../db/schema.ts";

export interface StoredOffer extends Offer {
  id: number;
  taskId: number;
}

export interface OfferStore {
  /** What the people of a device may ask for, newest first. */
  of(deviceId: string): Promise<StoredOffer[]>;
  /** Offers whose deadline has come, one a device. */
  due(nowMs: number, limit: number): Promise<{ id: number; taskId: number; deviceId: string }[]>;
}

export function offerStore(db: Db): OfferStore {
  const offers = () =>
    db
      .selectFrom("actions")
      .innerJoin("tasks", "tasks.id", "actions.task_id")
      .where("tasks.urgency", "=", "available")
      .where("tasks.state", "=", "running")
      .where("actions.state", "=", "scheduled")
      .where("actions.reason_code", "=", "offered");
  return {
    async of(deviceId) {
      const rows = await offers()
        .innerJoin("releases", "releases.id", "actions.release_id")
        .where("actions.device_id", "=", deviceId)
        .select(["actions.id", "actions.task_id", "actions.package", "actions.version"])
        .innerJoin("devices", "devices.id", "actions.device_id")
        .select(["releases.publisher", "releases.description", "tasks.deadline_ms", "tasks.expires_ms"])
        .select(["releases.body", "devices.inventory"])
        .orderBy("actions.id", "desc")
        .limit(LIMITS.offers)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        taskId: row.task_id,
        actionId: String(row.id),
        package: row.package,
        version: row.version,
        publisher: row.publisher,
        description: row.description,
        ...(row.deadline_ms === null ? {} : { deadlineMs: row.deadline_ms }),
        expiresMs: row.expires_ms ?? 0,
        ...seenOf(row),
      }));
    },
    async due(nowMs, limit) {
      const rows = await offers()
        .where("tasks.deadline_ms", "<=", nowMs)
        // A device gets one sequence at a time.
        .select((eb) => [eb.fn.min("actions.id").as("id"), "actions.device_id"])
        .groupBy("actions.device_id")
        .limit(limit)
        .execute();
      const tasks = await db
        .selectFrom("actions")
        .select(["id", "task_id", "device_id"])
        .where(
          "id",
          "in",
          rows.map((row) => Number(row.id)),
        )
        .execute();
      return tasks.map((row) => ({ id: row.id, taskId: row.task_id, deviceId: row.device_id }));
    },
  };
}

/** What people see of a release, and what of it is for a device, by its last inventory: nothing where no variant is. */
function seenOf(row: { body: string; inventory: string }): Pick<Offer, "files" | "icon" | "localized"> {
  const { variants, icon, localized } = JSON.parse(row.body) as Release;
  const found = resolveVariant(variants, (JSON.parse(row.inventory) as Inventory).platform);
  return {
    ...(icon === undefined ? {} : { icon }),
    ...(localized === undefined ? {} : { localized }),
    ...(found.ok ? { files: found.variant.files.map(({ digest, sizeBytes }) => ({ digest, sizeBytes })) } : {}),
  };
}
