import type { RolloutPlan } from "@shoal/core/rollout/machine";
import type { RingState, RolloutState } from "@shoal/core/rollout/state";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import type { Selectable } from "kysely";
import type { Db, Schema } from "../db/schema.ts";

export interface StoredRollout {
  plan: RolloutPlan;
  state: RolloutState;
  /** Targets that are in no ring. */
  leftOut: number;
}

export interface RolloutStore {
  add(taskId: number, plan: RolloutPlan, state: RolloutState, leftOut: number): Promise<void>;
  load(taskId: number): Promise<StoredRollout | undefined>;
  /** @param before as it was loaded: rings that are as they were are not written */
  save(taskId: number, before: RolloutState, after: RolloutState, deadlineMs: number | undefined): Promise<void>;
}

/** A rollout is one row, with one beside it for each ring; whoever changes it loads and saves it in one transaction. */
export function rolloutStore(db: Db): RolloutStore {
  return {
    async add(taskId, plan, state, leftOut) {
      await db
        .insertInto("rollouts")
        .values({ task_id: taskId, ...rowOf(state), started_by: state.startedBy, left_out: leftOut, deadline_ms: null })
        .execute();
      await db
        .insertInto("rollout_rings")
        .values(
          state.rings.map((ring, position) => ({
            task_id: taskId,
            position,
            name: plan.rings[position]!.name,
            ...ringRowOf(ring),
          })),
        )
        .execute();
    },
    async load(taskId) {
      const row = await db
        .selectFrom("rollouts")
        .innerJoin("tasks", "tasks.id", "rollouts.task_id")
        .selectAll("rollouts")
        .select(["tasks.rings", "tasks.dynamic"])
        .where("rollouts.task_id", "=", taskId)
        .executeTakeFirst();
      if (!row) return undefined;
      const rings = await db
        .selectFrom("rollout_rings")
        .selectAll()
        .where("task_id", "=", taskId)
        .orderBy("position")
        .execute();
      return {
        plan: { rings: JSON.parse(row.rings!) as RolloutRing[], dynamic: row.dynamic === 1 },
        leftOut: row.left_out,
        state: {
          state: row.state,
          at: row.at_ring,
          startedBy: row.started_by,
          sinceMs: row.since_ms,
          why: row.why,
          approvals: JSON.parse(row.approvals) as string[],
          rings: rings.map(ringOf),
        },
      };
    },
    async save(taskId, before, after, deadlineMs) {
      await db
        .updateTable("rollouts")
        .set({ ...rowOf(after), deadline_ms: deadlineMs ?? null })
        .where("task_id", "=", taskId)
        .execute();
      for (const [position, ring] of after.rings.entries()) {
        const row = ringRowOf(ring);
        const same = JSON.stringify(row) === JSON.stringify(ringRowOf(before.rings[position]!));
        if (!same)
          await db
            .updateTable("rollout_rings")
            .set(row)
            .where("task_id", "=", taskId)
            .where("position", "=", position)
            .execute();
      }
    },
  };
}

function rowOf({ state, at, sinceMs, why, approvals }: RolloutState) {
  return { state, at_ring: at, since_ms: sinceMs, why, approvals: JSON.stringify(approvals) };
}

function ringRowOf({ state, open, succeeded, failed, neutral, excused, ...ring }: RingState) {
  return {
    state,
    open,
    succeeded,
    failed,
    neutral,
    excused,
    opened_ms: ring.openedMs ?? null,
    good_since_ms: ring.goodSinceMs ?? null,
    done_ms: ring.doneMs ?? null,
    timeout_at_ms: ring.timeoutAtMs ?? null,
  };
}

function ringOf(row: Selectable<Schema["rollout_rings"]>): RingState {
  const { state, open, succeeded, failed, neutral, excused } = row;
  return {
    state,
    open,
    succeeded,
    failed,
    neutral,
    excused,
    ...(row.opened_ms === null ? {} : { openedMs: row.opened_ms }),
    ...(row.good_since_ms === null ? {} : { goodSinceMs: row.good_since_ms }),
    ...(row.done_ms === null ? {} : { doneMs: row.done_ms }),
    ...(row.timeout_at_ms === null ? {} : { timeoutAtMs: row.timeout_at_ms }),
  };
}
