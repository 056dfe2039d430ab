import { idOf } from "@shoal/core/release/describe";
import type { RollbackPreview, RollbackSpec } from "@shoal/protocol/api/rollback";
import { say } from "@shoal/protocol/sentence/say";
import { actorOf, boundsOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { scopeAt } from "../query/scope.ts";
import { withinBounds } from "../query/within.ts";
import { carryOut, endTask, eventOf, type Orders } from "./orders.ts";
import { type Given, planRollback } from "./rollback-plan.ts";
import { assignPart } from "./start.ts";
import { type Part, startedTask } from "./started.ts";
import type { StoredTask } from "./store.ts";

/** @throws Refusal where nothing of a task could be taken back, whatever its devices say */
export function refuseRollback({ id, detail: { kind, state, rollbackOf } }: StoredTask): void {
  const why =
    kind === "rollback"
      ? say("rollback-of", { id, other: String(rollbackOf) })
      : kind === "precache"
        ? say("rollback-precache", { id })
        : state === "draft" || state === "awaiting-approval"
          ? say("rollback-unstarted", { id })
          : undefined;
  if (why !== undefined) throw new Refusal("conflict", why);
}

/**
 * Gives each device back what it had before a task, as a task of its own, and ends the one that it takes back, so that its closed rings
 * get nothing. Devices that have begun and cannot stop any more get theirs back when they come to the end.
 * @throws Refusal with the count, where it was not confirmed
 */
export async function rollBackTask(
  orders: Orders,
  task: StoredTask,
  spec: RollbackSpec,
): Promise<{ taskId: number; preview: RollbackPreview }> {
  refuseRollback(task);
  const { request, hub } = orders;
  return await carryOut(orders, async (trx, nowMs, aftermath) => {
    const within = await withinBounds(trx, boundsOf(request), scopeAt(nowMs, hub));
    const { given, preview } = await planRollback(trx, task, hub.online(), within);
    await refuseUnready(trx, task, preview, spec.confirm);
    const { state } = await trx.selectFrom("tasks").select("state").where("id", "=", task.id).executeTakeFirstOrThrow();
    if (state === "running") await endTask(trx, orders, task.id, nowMs, aftermath);
    const by = actorOf(request.caller);
    const taskId = await addRollback(trx, task, spec, by, nowMs);
    const started = await startedTask(trx, taskId);
    for (const [part, deviceIds] of byPart(given)) await assignPart(trx, started, part, deviceIds, nowMs, aftermath);
    const { install, remove, later, nothing } = preview;
    const counts = { install, remove, later, nothing };
    await orders.audit(trx, request, "task.rolled-back", `task:${task.id}`, { by: String(taskId), ...counts });
    await orders.audit(trx, request, "task.started", `task:${taskId}`, { devices: given.length, rollbackOf: task.id });
    aftermath.events.push(
      eventOf("rolled-back", task.id, nowMs, { by: String(taskId), ...counts }),
      eventOf("started", taskId, nowMs, { devices: given.length }),
    );
    // Where all are still under way, there may be nothing to do at all.
    aftermath.touched.add(taskId);
    return { taskId, preview };
  });
}

async function refuseUnready(
  trx: Db,
  task: StoredTask,
  { confirm, items, nothing }: RollbackPreview,
  confirmed: number | undefined,
): Promise<void> {
  const other = await trx
    .selectFrom("tasks")
    .select("id")
    .where("rollback_of", "=", task.id)
    .where("state", "=", "running")
    .executeTakeFirst();
  if (other) throw new Refusal("conflict", say("rolling-back", { id: other.id, other: task.id }));
  if (confirm === 0) {
    const [first] = items;
    const said = say("rollback-nothing", { release: idOf(task.detail), id: task.id });
    throw new Refusal(
      "conflict",
      first ? say("rollback-of-reached", { said, count: nothing, device: first.device, why: first.why }) : said,
    );
  }
  if (confirmed === confirm) return;
  const said =
    confirm === 1 ? say("rollback-one", { id: task.id }) : say("rollback-many", { id: task.id, count: confirm });
  throw new Refusal(
    "rollback-unconfirmed",
    confirmed === undefined ? said : say("but-confirmed", { said, confirmed }),
    {
      devices: confirm,
    },
  );
}

/** As the task was ordered, and under way at once. What nobody asked for cannot be given back only when asked for. */
async function addRollback(
  trx: Db,
  { id, detail }: StoredTask,
  spec: RollbackSpec,
  by: string,
  nowMs: number,
): Promise<number> {
  const row = await trx.selectFrom("tasks").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  const urgency = spec.urgency ?? detail.urgency;
  const { delivery, release_id, targets, settings, life_ms, priority, retry } = row;
  const made = await trx
    .insertInto("tasks")
    .values({
      name: `rollback of task ${id}: ${detail.name}`.slice(0, 128),
      kind: "rollback",
      state: "running",
      ...{ delivery, release_id, targets, settings, life_ms, priority, retry },
      urgency: urgency === "available" ? "required" : urgency,
      rollback_of: id,
      created_ms: nowMs,
      created_by: by,
      started_ms: nowMs,
      started_by: by,
      expires_ms: nowMs + life_ms,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return made.id;
}

function byPart(given: readonly Given[]): Map<Part, string[]> {
  const parts = new Map<string, { part: Part; deviceIds: string[] }>();
  for (const { part, deviceId } of given) {
    const key = `${part.kind} ${part.releaseId}`;
    const same = parts.get(key);
    if (same) same.deviceIds.push(deviceId);
    else parts.set(key, { part, deviceIds: [deviceId] });
  }
  return new Map([...parts.values()].map(({ part, deviceIds }) => [part, deviceIds]));
}
