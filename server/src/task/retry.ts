import { isEnd } from "@shoal/protocol/action/state";
import { say } from "@shoal/protocol/sentence/say";
import type { Expression, SqlBool } from "kysely";
import { boundsOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { scopeAt } from "../query/scope.ts";
import { withinBounds } from "../query/within.ts";
import { handOutDue } from "../rollout/hand-out-due.ts";
import { hurry, makeAgain } from "./again.ts";
import { carryOut, eventOf, type Orders } from "./orders.ts";
import type { StoredTask } from "./store.ts";

/**
 * Tries again where it failed, or on the devices that are named; what waits for its next attempt is due at once.
 * @returns how many devices are tried again; while a rollout is paused, once it goes on
 */
export async function retryTask(
  orders: Orders,
  task: StoredTask,
  only: readonly string[] | undefined,
): Promise<number> {
  const { request } = orders;
  if (task.detail.state !== "running" && task.detail.state !== "finished")
    throw new Refusal("conflict", say("task-retry-state", { id: task.id, state: task.detail.state }));
  return await carryOut(orders, async (trx, nowMs, aftermath) => {
    // Who has left the groups since is not for whoever is bound to them.
    const within = await withinBounds(trx, boundsOf(request), scopeAt(nowMs, orders.hub));
    const last = await lastActions(trx, task.id, within);
    const wanted = only === undefined ? undefined : new Set(only);
    const meant = last.filter((row) => wanted === undefined || wanted.has(row.device_id) || wanted.has(row.name));
    const over = meant.filter((row) => (wanted ? isEnd(row.state) : row.state === "failed"));
    const ended = over.filter((row) => row.kind === "remove" || row.recall_reason === null);
    const waiting = meant.filter((row) => row.state === "scheduled" && row.not_before_ms !== null);
    const [recalled] = over.filter((row) => !ended.includes(row));
    if (recalled && ended.length + waiting.length === 0)
      throw new Refusal(
        "release-recalled",
        say("was-recalled", {
          package: recalled.package,
          version: recalled.version,
          detail: recalled.recall_reason ?? "",
        }),
      );
    if (ended.length + waiting.length === 0)
      throw new Refusal("conflict", wanted ? say("no-ended-action") : say("nothing-failed"));
    const ids = (rows: { id: number }[]) => rows.map((row) => row.id);
    const now = { notBeforeMs: null, code: null, detail: null, ordered: true } as const;
    await makeAgain(trx, ids(ended), now, nowMs, aftermath);
    await hurry(trx, ids(waiting), nowMs, aftermath);
    await trx.updateTable("tasks").set({ state: "running", finished_ms: null }).where("id", "=", task.id).execute();
    await handOutDue(trx, task.id, nowMs, aftermath);
    const devices = ended.length + waiting.length;
    await orders.audit(trx, request, "task.retried", `task:${task.id}`, { devices });
    aftermath.events.push(eventOf("retried", task.id, nowMs, { devices }));
    return devices;
  });
}

/** The last action of each device in a task, with what is the matter with its release. */
async function lastActions(trx: Db, taskId: number, within: Expression<SqlBool> | undefined) {
  return await trx
    .selectFrom("actions")
    .innerJoin("devices", "devices.id", "actions.device_id")
    .innerJoin("releases", "releases.id", "actions.release_id")
    .select(["actions.id", "actions.state", "actions.device_id", "actions.not_before_ms", "devices.name"])
    .select(["actions.kind", "actions.package", "actions.version", "releases.recall_reason"])
    .$if(within !== undefined, (query) => query.where(within!))
    .where(
      "actions.id",
      "in",
      trx
        .selectFrom("actions as each")
        .select((eb) => eb.fn.max("each.id").as("id"))
        .where("each.task_id", "=", taskId)
        // What it needs is planned anew.
        .where((eb) => eb.or([eb("each.role", "is", null), eb("each.role", "=", "replaced")]))
        .groupBy("each.device_id"),
    )
    .execute();
}
