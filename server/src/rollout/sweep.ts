import { Aftermath } from "../action/aftermath.ts";
import type { AssignmentIndex } from "../agent/assignment-index.ts";
import { tell } from "../agent/tell.ts";
import type { Db } from "../db/schema.ts";
import { startSweep } from "../db/start-sweep.ts";
import type { Services } from "../http/services.ts";
import { handOutDue } from "./hand-out-due.ts";
import { joinRollout } from "./join.ts";
import { feed, settle } from "./settle.ts";

/** A soak or an attempt may be late by this. Where nothing is due, a look is two empty indexes. */
const SWEEP_MS = 1000;
/** How long a device that enrolled, or that matches since a change, may have to wait for a rollout that takes it. */
const JOIN_MS = 60_000;

/** Rollouts of which time decides something, attempts that are due, and devices that come later. @returns what stops it */
export function startRolloutSweep(services: Services, assignments: AssignmentIndex): () => Promise<void> {
  const { db, now, outbox, log } = services;
  const inOne = async (
    taskIds: readonly number[],
    work: (trx: Db, taskId: number, aftermath: Aftermath) => Promise<void>,
  ) => {
    // One after the other: what one task cannot do does not hold up the others.
    for (const taskId of taskIds) {
      const aftermath = new Aftermath();
      await db
        .transaction()
        .execute(async (trx) => {
          await work(trx, taskId, aftermath);
          await settle(trx, aftermath, now());
          await outbox.add(trx, aftermath.events);
        })
        .then(
          () => tell(services, assignments, aftermath),
          (error: Error) => log.error({ err: error, task: taskId }, "a rollout could not be moved on"),
        );
    }
  };
  let joinedMs = now();
  return startSweep(SWEEP_MS, log, "rollouts could not be looked at", async () => {
    await inOne(await dueRollouts(db, now()), (trx, taskId, aftermath) =>
      feed(trx, taskId, [{ type: "tick" }], now(), aftermath),
    );
    await inOne(await tasksWithDue(db, now()), (trx, taskId, aftermath) => handOutDue(trx, taskId, now(), aftermath));
    if (now() - joinedMs < JOIN_MS) return;
    joinedMs = now();
    await inOne(await dynamicRollouts(db), (trx, taskId, aftermath) => joinRollout(trx, taskId, now(), aftermath));
  });
}

async function dueRollouts(db: Db, nowMs: number): Promise<number[]> {
  const rows = await db.selectFrom("rollouts").select("task_id").where("deadline_ms", "<=", nowMs).execute();
  return rows.map((row) => row.task_id);
}

/** Tasks with an attempt that is due; those of a paused rollout wait until it goes on. */
async function tasksWithDue(db: Db, nowMs: number): Promise<number[]> {
  const rows = await db
    .selectFrom("actions")
    .innerJoin("tasks", "tasks.id", "actions.task_id")
    .leftJoin("rollouts", "rollouts.task_id", "actions.task_id")
    .select("actions.task_id")
    .distinct()
    .where("actions.state", "=", "scheduled")
    .where("actions.not_before_ms", "<=", nowMs)
    .where("tasks.state", "=", "running")
    .where((eb) => eb.or([eb("rollouts.state", "is", null), eb("rollouts.state", "<>", "paused")]))
    .execute();
  return rows.map((row) => row.task_id);
}

async function dynamicRollouts(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom("rollouts")
    .innerJoin("tasks", "tasks.id", "rollouts.task_id")
    .select("rollouts.task_id")
    .where("tasks.dynamic", "=", 1)
    .where("tasks.state", "=", "running")
    .where("rollouts.state", "in", ["running", "waiting", "paused"])
    .execute();
  return rows.map((row) => row.task_id);
}
