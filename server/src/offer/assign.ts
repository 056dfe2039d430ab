import type { ReasonCode } from "@shoal/protocol/action/reason";
import type { Aftermath } from "../action/aftermath.ts";
import type { Db } from "../db/schema.ts";
import { handOut } from "../task/hand-out.ts";
import { startedTask } from "../task/started.ts";

/** Why an offer becomes an order. */
export interface Why {
  code: Extract<ReasonCode, "asked-for" | "deadline-reached">;
  /** Who asked. */
  person?: string;
}

/** Gives devices what was only on offer, as the rules between orders have it. To be run inside a transaction, and followed by `settle`. */
export async function assignOffers(
  trx: Db,
  actionIds: readonly number[],
  { code, person }: Why,
  nowMs: number,
  aftermath: Aftermath,
): Promise<void> {
  const rows = await trx.selectFrom("actions").select(["id", "task_id"]).where("id", "in", actionIds).execute();
  if (person !== undefined)
    await trx.updateTable("actions").set({ asked_by: person }).where("id", "in", actionIds).execute();
  for (const taskId of new Set(rows.map((row) => row.task_id))) {
    const ids = rows.filter((row) => row.task_id === taskId).map((row) => row.id);
    await handOut(trx, await startedTask(trx, taskId), ids, nowMs, aftermath, { code, detail: person ?? null });
  }
}
