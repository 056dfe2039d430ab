import type { ActionState } from "@shoal/protocol/action/state";
import type { TaskKind } from "@shoal/protocol/task/task";
import type { Selectable } from "kysely";
import type { Db, Schema } from "../db/schema.ts";

/** What an action is about, as far as it matters to what is on its device. */
export interface ProvedAction {
  id: number;
  package: string;
  version: string;
  release_id: number;
  kind: TaskKind;
}

/**
 * Keeps what the end of an action proves of its device: what is installed now, what was there before that, whether the last attempt
 * failed; and of the action, whether it has changed that, and from what. To be run in the transaction that stores the step, and once for
 * it. Ends that say nothing of the device change nothing.
 * @param found it was so before the action did anything
 * @returns whether the action has changed what is there
 */
export async function keepProof(
  trx: Db,
  deviceId: string,
  action: ProvedAction,
  end: ActionState,
  nowMs: number,
  found = false,
): Promise<boolean> {
  const proved = end === "succeeded" || end === "rolled-back";
  if (action.kind === "precache" || (!proved && end !== "failed")) return false;
  const device = await trx.selectFrom("devices").select("number").where("id", "=", deviceId).executeTakeFirst();
  if (!device) return false;
  const before = await trx
    .selectFrom("device_releases")
    .selectAll()
    .where("device_number", "=", device.number)
    .where("package", "=", action.package)
    .executeTakeFirst();
  const row = proved ? succeeded(before, action, nowMs) : { failed_action_id: action.id, failed_ms: nowMs };
  await trx
    .insertInto("device_releases")
    .values({ device_number: device.number, package: action.package, ...row })
    .onConflict((on) => on.columns(["device_number", "package"]).doUpdateSet(row))
    .execute();
  if (found || !("since_ms" in row)) return false;
  await trx
    .updateTable("actions")
    .set({ changed: 1, had_release_id: before?.release_id ?? null })
    .where("id", "=", action.id)
    .execute();
  return true;
}

function succeeded(before: Selectable<Schema["device_releases"]> | undefined, action: ProvedAction, nowMs: number) {
  const now =
    action.kind === "install"
      ? { release_id: action.release_id, version: action.version }
      : { release_id: null, version: null };
  const proved = { action_id: action.id, failed_action_id: null, failed_ms: null };
  // Found again, or again nothing: what was there before it is still what was there before it.
  if (before && before.action_id !== null && before.release_id === now.release_id) return proved;
  return {
    ...proved,
    ...now,
    since_ms: nowMs,
    before_release_id: before?.release_id ?? null,
    before_version: before?.version ?? null,
  };
}
