import type { EndState } from "@shoal/protocol/action/state";
import type { Aftermath } from "../action/aftermath.ts";
import { type EndHere, endHere } from "../action/end-here.ts";
import { auditStore } from "../audit/store.ts";
import type { Db } from "../db/schema.ts";

/** The end of actions that could not be handed out: told as an agent's would be. To be run inside a transaction. */
export async function endWaiting(
  trx: Db,
  actionIds: readonly number[],
  end: EndHere & { state: EndState },
  nowMs: number,
  aftermath: Aftermath,
): Promise<void> {
  await endHere(trx, actionIds, end, nowMs, aftermath);
  const { state, code, detail = "" } = end;
  const rows = await trx
    .selectFrom("actions")
    .select(["id", "task_id", "device_id", "package", "version"])
    .where("id", "in", actionIds)
    .execute();
  for (const { id, task_id: task, device_id: deviceId, package: name, version } of rows) {
    const subject = `action:${id}`;
    await auditStore(trx).append({
      ...{ atMs: nowMs, actor: "server", what: `action.${state}`, subject },
      detail: { task, package: name, version, reason: code, detail },
    });
    aftermath.events.push({
      ...{ atMs: nowMs, kind: "action.step", subject },
      data: { actionId: String(id), taskId: String(task), deviceId, state, step: 0, reason: { code, detail } },
    });
  }
}
