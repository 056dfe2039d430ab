import { isOver } from "@shoal/protocol/rollout/state";
import { say } from "@shoal/protocol/sentence/say";
import type { Aftermath } from "../action/aftermath.ts";
import { actorOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { entryOf } from "../http/services.ts";
import { feed } from "../rollout/settle.ts";
import { carryOut, type Orders } from "../task/orders.ts";
import { stopActions } from "../task/stop.ts";
import { refuseUnsigned } from "../trust/signed.ts";
import { releaseStore, type StoredRelease } from "./store.ts";

/** Stops what gives a release to devices, and keeps it from being given again. @returns how many open actions were stopped */
export async function recallRelease(
  orders: Orders,
  id: { package: string; version: string },
  reason: string,
): Promise<number> {
  return await carryOut(orders, async (trx, nowMs, aftermath) => {
    const found = await findRelease(trx, id);
    const { recalled } = found.row;
    if (recalled)
      throw new Refusal(
        "conflict",
        say("release-recalled-before", { release: subjectOf(id), actor: recalled.by, detail: recalled.reason }),
      );
    return await recallWithin(trx, orders, found, reason, nowMs, aftermath);
  });
}

/** The same inside a transaction, of what is not recalled yet. */
export async function recallWithin(
  trx: Db,
  orders: Orders,
  found: StoredRelease,
  reason: string,
  nowMs: number,
  aftermath: Aftermath,
): Promise<number> {
  const { request } = orders;
  const { package: name, version } = found.row;
  const by = actorOf(request.caller);
  await releaseStore(trx).setRecall(found.id, { atMs: nowMs, by, reason });
  const open = await trx
    .selectFrom("actions")
    .select(["id", "task_id"])
    .where("release_id", "=", found.id)
    .where("kind", "!=", "remove")
    .where("ended_ms", "is", null)
    .execute();
  const ids = open.map((row) => row.id);
  const stopped = await stopActions(trx, ids, { why: "recalled", code: "recalled", detail: reason }, nowMs, aftermath);
  // Nothing would be handed out any more, so nothing is left to wait for.
  for (const taskId of await rolloutsOf(trx, found.id))
    await feed(trx, taskId, [{ type: "abort", by }], nowMs, aftermath, (what, detail) =>
      entryOf(request, nowMs, what, `task:${taskId}`, detail),
    );
  const id = { package: name, version };
  const subject = `release:${subjectOf(id)}`;
  await orders.audit(trx, request, "release.recalled", subject, { reason, open: ids.length, ...stopped });
  aftermath.events.push({ atMs: nowMs, kind: "release.recalled", subject, data: { ...id, reason } });
  return ids.length;
}

/** Tasks whose rollout of this release goes on. */
async function rolloutsOf(trx: Db, releaseId: number): Promise<number[]> {
  const rows = await trx
    .selectFrom("rollouts")
    .innerJoin("tasks", "tasks.id", "rollouts.task_id")
    .select(["rollouts.task_id", "rollouts.state"])
    .where("tasks.release_id", "=", releaseId)
    .where("tasks.kind", "!=", "remove")
    .execute();
  return rows.filter((row) => !isOver(row.state)).map((row) => row.task_id);
}

/** The release may be given to devices again; what was stopped stays stopped. @returns its number */
export async function unrecallRelease(
  orders: Orders,
  id: { package: string; version: string },
  reason: string,
): Promise<number> {
  const { request } = orders;
  return await carryOut(orders, async (trx, nowMs, aftermath) => {
    const found = await findRelease(trx, id);
    const { recalled } = found.row;
    if (!recalled) throw new Refusal("conflict", say("not-recalled", { release: subjectOf(id) }));
    await refuseUnsigned(trx, found);
    await releaseStore(trx).setRecall(found.id, undefined);
    const subject = `release:${subjectOf(id)}`;
    await orders.audit(trx, request, "release.unrecalled", subject, { reason, recalled });
    aftermath.events.push({ atMs: nowMs, kind: "release.unrecalled", subject, data: { ...id, reason } });
    return found.id;
  });
}

async function findRelease(
  db: Db,
  { package: name, version }: { package: string; version: string },
): Promise<StoredRelease> {
  const found = await releaseStore(db).find(name, version);
  if (!found) throw new Refusal("not-found", say("names-release", { name, version }));
  return found;
}

function subjectOf({ package: name, version }: { package: string; version: string }): string {
  return `${name}@${version}`;
}
