import type { ReasonCode } from "@shoal/protocol/action/reason";
import type { Db } from "../db/schema.ts";
import { handOut, serverSteps } from "../task/hand-out.ts";
import { stopActions } from "../task/stop.ts";

/** Why an offer becomes an order. */
export interface Why {
  code: Extract<ReasonCode, "asked-for" | "deadline-reached">;
  /** Who asked. */
  person?: string;
}

/**
 * Gives devices what was only on offer, and stops what that takes the place of. At most one action a device. To be run inside a
 * transaction.
 * @returns devices that have to look
 */
export async function assignOffers(
  trx: Db,
  actionIds: readonly number[],
  { code, person }: Why,
  nowMs: number,
): Promise<string[]> {
  const given = () => trx.selectFrom("actions").where("actions.id", "in", actionIds);
  await trx
    .updateTable("actions")
    .set({ state: "assigned", updated_ms: nowMs, reason_code: code, reason_detail: person ?? null, reason_next: null })
    .set(person === undefined ? {} : { asked_by: person })
    .where("id", "in", actionIds)
    .execute();
  await serverSteps(trx, given, nowMs);
  const devices = await handOut(trx, given, nowMs);
  const others = await inTheWay(trx, actionIds);
  const { deviceIds } = await stopActions(trx, others, "superseded", nowMs);
  return [...new Set([...devices, ...deviceIds])];
}

/** Open actions of the same devices for the same package; an offer that is newer stays one. */
async function inTheWay(trx: Db, actionIds: readonly number[]): Promise<number[]> {
  const rows = await trx
    .selectFrom("actions as other")
    .innerJoin("actions as given", (join) =>
      join.onRef("given.device_id", "=", "other.device_id").onRef("given.package", "=", "other.package"),
    )
    .select("other.id")
    .where("given.id", "in", actionIds)
    .whereRef("other.id", "<>", "given.id")
    .where("other.kind", "in", ["install", "remove"])
    .where("other.ended_ms", "is", null)
    .where((eb) => eb.or([eb("other.state", "<>", "scheduled"), eb("other.id", "<", eb.ref("given.id"))]))
    .execute();
  return [...new Set(rows.map((row) => row.id))];
}
