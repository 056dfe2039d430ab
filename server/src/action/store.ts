import type { Reason, ReasonCode } from "@shoal/protocol/action/reason";
import type { BytesBySource, InstallResult } from "@shoal/protocol/action/report";
import type { Page } from "@shoal/protocol/api/page";
import type { ActionDetail, ActionQuery, ActionRow, StepRow, TaskCell } from "@shoal/protocol/api/task";
import type { Expression, Selectable, SqlBool } from "kysely";
import type { Db, Schema } from "../db/schema.ts";
import { pageOf } from "../http/cursor.ts";

export interface ActionStore {
  /** @param within the devices that there are for whoever asks; undefined: all */
  find(id: number, within?: Expression<SqlBool>): Promise<ActionDetail | undefined>;
  /** The last action of a device in a task. */
  lastOf(taskId: number, deviceId: string): Promise<ActionDetail | undefined>;
  /** In the order in which they were made. */
  page(
    query: ActionQuery,
    page: { limit: number; cursor?: string },
    within?: Expression<SqlBool>,
  ): Promise<Page<ActionRow>>;
  /** What one task is to each device, in the order in which it was made. */
  cells(
    taskId: number,
    page: { limit: number; cursor?: string },
    within?: Expression<SqlBool>,
  ): Promise<Page<TaskCell>>;
}

export function actionStore(db: Db): ActionStore {
  const rows = () => named().selectAll("actions");
  const named = () =>
    db
      .selectFrom("actions")
      .innerJoin("devices", "devices.id", "actions.device_id")
      .leftJoin("rollout_rings", (join) =>
        join
          .onRef("rollout_rings.task_id", "=", "actions.task_id")
          .onRef("rollout_rings.position", "=", "actions.ring"),
      )
      .select(["devices.name as device", "rollout_rings.name as ring_name"])
      .select((eb) =>
        eb
          .selectFrom("device_addresses")
          .select("device_addresses.subnet")
          .whereRef("device_addresses.device_number", "=", "devices.number")
          // Every link has one of these, and it tells nobody where the device is.
          .where("device_addresses.subnet", "not like", "fe80:%")
          // Of several one that people know by heart.
          .orderBy((each) => each("device_addresses.subnet", "like", "%:%"))
          .orderBy("device_addresses.subnet")
          .limit(1)
          .as("subnet"),
      );
  const find: ActionStore["find"] = async (id, within) => {
    const row = await rows()
      .where("actions.id", "=", id)
      .$if(within !== undefined, (query) => query.where(within!))
      .executeTakeFirst();
    if (!row) return undefined;
    const steps = await db.selectFrom("action_steps").selectAll().where("action_id", "=", id).orderBy("id").execute();
    return {
      ...toActionRow(row),
      steps: steps.map(
        (step): StepRow => ({
          step: step.step,
          by: step.by,
          state: step.state,
          atMs: step.at_ms,
          receivedMs: step.received_ms,
          ...reasonOf(step),
          ...(step.result === null ? {} : { result: JSON.parse(step.result) as InstallResult }),
        }),
      ),
    };
  };
  return {
    find,
    async lastOf(taskId, deviceId) {
      const row = await db
        .selectFrom("actions")
        .select("id")
        .where("task_id", "=", taskId)
        .where("device_id", "=", deviceId)
        .where("role", "is", null)
        .orderBy("id", "desc")
        .limit(1)
        .executeTakeFirst();
      return row ? await find(row.id) : undefined;
    },
    async page(query, { limit, cursor }, within) {
      const { newest = false } = query;
      let found = rows().orderBy("actions.id", newest ? "desc" : "asc");
      // By the index of a device's actions: there may be half a million, and few of these devices.
      if (within)
        found = found.where("actions.device_id", "in", db.selectFrom("devices").select("devices.id").where(within));
      if (query.task) found = found.where("actions.task_id", "=", Number(query.task));
      if (query.device)
        found = found.where((eb) =>
          eb.or([eb("actions.device_id", "=", query.device!), eb("devices.name", "=", query.device!)]),
        );
      if (query.state) found = found.where("actions.state", "=", query.state);
      if (query.package) found = found.where("actions.package", "=", query.package);
      if (query.version) found = found.where("actions.version", "=", query.version);
      if (query.os) found = found.where("actions.os", "=", query.os);
      if (query.arch) found = found.where("actions.arch", "=", query.arch);
      if (query.since !== undefined) found = found.where("actions.updated_ms", ">=", query.since);
      if (query.until !== undefined) found = found.where("actions.updated_ms", "<", query.until);
      return await pageOf(
        limit,
        cursor,
        newest ? "actions-newest" : "actions",
        (after, take) =>
          (after === undefined ? found : found.where("actions.id", newest ? "<" : ">", after)).limit(take).execute(),
        (row) => row.id,
        toActionRow,
      );
    },
    async cells(taskId, { limit, cursor }, within) {
      let found = named()
        .select([
          ...(["actions.id", "actions.device_id", "actions.state", "actions.exit_code", "actions.attempt"] as const),
          ...(["actions.updated_ms", "actions.reason_code", "actions.reason_detail"] as const),
        ])
        .where("actions.task_id", "=", taskId)
        .where("actions.role", "is", null)
        .orderBy("actions.id");
      if (within)
        found = found.where("actions.device_id", "in", db.selectFrom("devices").select("devices.id").where(within));
      return await pageOf(
        limit,
        cursor,
        "cells",
        (after, take) => (after === undefined ? found : found.where("actions.id", ">", after)).limit(take).execute(),
        (row) => row.id,
        (row) => ({
          ...{ id: String(row.id), deviceId: row.device_id, device: row.device, state: row.state },
          ...{ attempt: row.attempt, updatedMs: row.updated_ms },
          ...(row.subnet === null ? {} : { subnet: row.subnet }),
          ...(row.ring_name === null ? {} : { ring: row.ring_name }),
          ...(row.exit_code === null ? {} : { exitCode: row.exit_code }),
          ...reasonOf({ ...row, reason_next: null }),
        }),
      );
    },
  };
}

type Row = Selectable<Schema["actions"]> & { device: string; ring_name: string | null; subnet: string | null };

function toActionRow(row: Row): ActionRow {
  return {
    id: String(row.id),
    taskId: String(row.task_id),
    deviceId: row.device_id,
    device: row.device,
    ...(row.subnet === null ? {} : { subnet: row.subnet }),
    package: row.package,
    version: row.version,
    kind: row.kind,
    delivery: row.delivery,
    state: row.state,
    step: row.step,
    ...(row.variant_id === null ? {} : { variantId: row.variant_id }),
    ...reasonOf(row),
    ...(row.exit_code === null ? {} : { exitCode: row.exit_code }),
    bytes: sourcesOf(row),
    createdMs: row.created_ms,
    updatedMs: row.updated_ms,
    ...(row.ended_ms === null ? {} : { endedMs: row.ended_ms }),
    ...(row.duration_ms === null ? {} : { durationMs: row.duration_ms }),
    ...(row.asked_by === null ? {} : { askedBy: row.asked_by }),
    ...(row.deferrals === null ? {} : { deferrals: row.deferrals }),
    ...(row.expected_ms === null ? {} : { expectedMs: row.expected_ms }),
    ...(row.retry_of === null ? {} : { retryOf: String(row.retry_of) }),
    attempt: row.attempt,
    ...(row.repairs === 0 ? {} : { repairs: row.repairs }),
    ...(row.role === null ? {} : { role: row.role }),
    ...(row.ring_name === null ? {} : { ring: row.ring_name }),
    ...(row.state === "scheduled" && row.not_before_ms !== null ? { notBeforeMs: row.not_before_ms } : {}),
  };
}

/** Where the bytes of an action came from. */
export function sourcesOf(row: Selectable<Schema["actions"]>): BytesBySource {
  return {
    cache: row.bytes_cache,
    patch: row.bytes_patch,
    patchSaved: row.bytes_patch_saved,
    multicast: row.bytes_multicast,
    peer: row.bytes_peer,
    site: row.bytes_site,
    origin: row.bytes_origin,
    push: row.bytes_push,
  };
}

function reasonOf(row: { reason_code: string | null; reason_detail: string | null; reason_next: string | null }): {
  reason?: Reason;
} {
  if (row.reason_code === null) return {};
  return {
    reason: {
      code: row.reason_code as ReasonCode,
      ...(row.reason_detail === null ? {} : { detail: row.reason_detail }),
      ...(row.reason_next === null ? {} : { next: row.reason_next }),
    },
  };
}
