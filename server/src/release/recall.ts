import { actorOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { finishTasks } from "../task/finish.ts";
import { type Orders, tell } from "../task/orders.ts";
import { stopActions } from "../task/stop.ts";
import { releaseStore, type StoredRelease } from "./store.ts";

/** Stops what gives a release to devices, and keeps it from being given again. @returns how many open actions were stopped */
export async function recallRelease(
  orders: Orders,
  id: { package: string; version: string },
  reason: string,
): Promise<number> {
  const { db, now, outbox, request } = orders;
  const nowMs = now();
  const { stopped, deviceIds } = await db.transaction().execute(async (trx) => {
    const found = await findRelease(trx, id);
    const { recalled } = found.row;
    if (recalled)
      throw new Refusal("conflict", `${subjectOf(id)} was recalled before, by ${recalled.by}: ${recalled.reason}`);
    await releaseStore(trx).setRecall(found.id, { atMs: nowMs, by: actorOf(request.caller), reason });
    const open = await trx
      .selectFrom("actions")
      .select(["id", "task_id"])
      .where("release_id", "=", found.id)
      .where("kind", "!=", "remove")
      .where("ended_ms", "is", null)
      .execute();
    const ids = open.map((row) => row.id);
    const told = await stopActions(trx, ids, "recalled", nowMs);
    await orders.audit(trx, request, "release.recalled", `release:${subjectOf(id)}`, {
      reason,
      open: ids.length,
      ended: told.ended,
      told: told.deviceIds.length,
    });
    await outbox.add(trx, [
      { atMs: nowMs, kind: "release.recalled", subject: `release:${subjectOf(id)}`, data: { ...id, reason } },
      ...(await finishTasks(trx, [...new Set(open.map((row) => row.task_id))], nowMs)),
    ]);
    return { stopped: ids.length, deviceIds: told.deviceIds };
  });
  await tell(orders, deviceIds);
  return stopped;
}

/** The release may be given to devices again; what was stopped stays stopped. @returns its number */
export async function unrecallRelease(
  orders: Orders,
  id: { package: string; version: string },
  reason: string,
): Promise<number> {
  const { db, now, outbox, request } = orders;
  const nowMs = now();
  const releaseId = await db.transaction().execute(async (trx) => {
    const found = await findRelease(trx, id);
    if (!found.row.recalled) throw new Refusal("conflict", `${subjectOf(id)} is not recalled`);
    await releaseStore(trx).setRecall(found.id, undefined);
    await orders.audit(trx, request, "release.unrecalled", `release:${subjectOf(id)}`, {
      reason,
      recalled: found.row.recalled,
    });
    await outbox.add(trx, [
      { atMs: nowMs, kind: "release.unrecalled", subject: `release:${subjectOf(id)}`, data: { ...id, reason } },
    ]);
    return found.id;
  });
  await outbox.publish();
  return releaseId;
}

async function findRelease(
  db: Db,
  { package: name, version }: { package: string; version: string },
): Promise<StoredRelease> {
  const found = await releaseStore(db).find(name, version);
  if (!found) throw new Refusal("not-found", `release ${name} ${version}`);
  return found;
}

function subjectOf({ package: name, version }: { package: string; version: string }): string {
  return `${name}@${version}`;
}
