import type { BytesBySource } from "@shoal/protocol/action/report";
import type { Page } from "@shoal/protocol/api/page";
import type { TaskDetail, TaskRow } from "@shoal/protocol/api/task";
import { LIMITS } from "@shoal/protocol/limits";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import type { RetryPolicy } from "@shoal/protocol/task/retry";
import type { Targets, TaskSpec, TaskState } from "@shoal/protocol/task/task";
import { sumOfBytes } from "../action/sum-of-bytes.ts";
import type { Db } from "../db/schema.ts";
import { pageOf } from "../http/cursor.ts";
import { taskWithin } from "./within.ts";

export interface TaskStore {
  add(spec: TaskSpec, releaseId: number, by: { nowMs: number; actor: string }): Promise<number>;
  /** Makes a draft another one; its number and who made it stay. */
  replaceDraft(id: number, spec: TaskSpec, releaseId: number): Promise<void>;
  find(id: number): Promise<StoredTask | undefined>;
  /** @param bounds of whoever asks: only tasks that keep within these groups */
  page(
    filter: { state?: TaskState; package?: string },
    page: { limit: number; cursor?: string },
    bounds?: readonly string[],
  ): Promise<Page<TaskRow>>;
  setState(id: number, state: TaskState, nowMs: number): Promise<void>;
  /** Running tasks among these that have no open action left, and no rollout that goes on. */
  done(ids: readonly number[]): Promise<number[]>;
}

export interface StoredTask {
  id: number;
  releaseId: number;
  detail: TaskDetail;
}

export function taskStore(db: Db): TaskStore {
  const rows = () =>
    db
      .selectFrom("tasks")
      .innerJoin("releases", "releases.id", "tasks.release_id")
      .selectAll("tasks")
      .select(["releases.package", "releases.version"]);
  type Row = Awaited<ReturnType<ReturnType<typeof rows>["execute"]>>[number];

  const countsOf = async (ids: readonly number[]) => {
    const counts = new Map<number, Record<string, number>>();
    if (ids.length === 0) return counts;
    const found = await db
      .selectFrom("actions")
      .select((eb) => ["task_id", "state", eb.fn.countAll().as("count")])
      .where("task_id", "in", ids)
      .where("role", "is", null)
      // A device that was tried again is counted once, by its last attempt.
      .where(
        "id",
        "not in",
        db
          .selectFrom("actions as again")
          .select("again.retry_of")
          .where("again.task_id", "in", ids)
          .where("again.retry_of", "is not", null)
          .$narrowType<{ retry_of: number }>(),
      )
      .groupBy(["task_id", "state"])
      .execute();
    for (const { task_id, state, count } of found)
      counts.set(task_id, { ...counts.get(task_id), [state]: Number(count) });
    return counts;
  };
  const toRow = (row: Row, counts: Record<string, number> = {}): TaskRow => ({
    id: String(row.id),
    name: row.name,
    kind: row.kind,
    delivery: row.delivery,
    urgency: row.urgency,
    ...(row.deadline_ms === null ? {} : { deadlineMs: row.deadline_ms }),
    state: row.state,
    package: row.package,
    version: row.version,
    ...(row.channel === null ? {} : { channel: row.channel }),
    ...(row.follows === null ? {} : { follows: String(row.follows) }),
    ...(row.rollback_of === null ? {} : { rollbackOf: String(row.rollback_of) }),
    createdMs: row.created_ms,
    createdBy: row.created_by,
    ...(row.started_ms === null ? {} : { startedMs: row.started_ms }),
    ...(row.started_by === null ? {} : { startedBy: row.started_by }),
    ...(row.expires_ms === null ? {} : { expiresMs: row.expires_ms }),
    ...(row.finished_ms === null ? {} : { finishedMs: row.finished_ms }),
    counts,
  });

  return {
    async add(spec, releaseId, { nowMs, actor }) {
      const { id } = await db
        .insertInto("tasks")
        .values({ ...columnsOf(spec, releaseId), state: "draft", created_ms: nowMs, created_by: actor })
        .returning("id")
        .executeTakeFirstOrThrow();
      return id;
    },
    async replaceDraft(id, spec, releaseId) {
      await db
        .updateTable("tasks")
        .set({ ...columnsOf(spec, releaseId), state: "draft" })
        .where("id", "=", id)
        .where("state", "in", ["draft", "awaiting-approval"])
        .execute();
    },
    async find(id) {
      const row = await rows().where("tasks.id", "=", id).executeTakeFirst();
      if (!row) return undefined;
      const counts = (await countsOf([id])).get(id);
      return {
        id,
        releaseId: row.release_id,
        detail: {
          ...toRow(row, counts),
          targets: JSON.parse(row.targets) as Targets,
          settings: JSON.parse(row.settings) as SettingsOverride,
          lifeMs: row.life_ms,
          priority: row.priority,
          retried: await retriedOf(db, id),
          dynamic: row.dynamic === 1,
          keep: row.keep === 1,
          ...(row.rings === null ? {} : { rings: JSON.parse(row.rings) as RolloutRing[] }),
          ...(row.retry === null ? {} : { retry: JSON.parse(row.retry) as RetryPolicy }),
          bytes: await bytesOf(db, id),
        },
      };
    },
    async page(filter, { limit, cursor }, bounds) {
      let query = rows().orderBy("tasks.id", "desc");
      if (filter.state) query = query.where("tasks.state", "=", filter.state);
      if (filter.package) query = query.where("releases.package", "=", filter.package);
      if (bounds) query = query.where(taskWithin(bounds));
      const found = await pageOf(
        limit,
        cursor,
        "tasks",
        (before, take) => (before === undefined ? query : query.where("tasks.id", "<", before)).limit(take).execute(),
        (row) => row.id,
        (row) => row,
      );
      const counts = await countsOf(found.items.map((row) => row.id));
      return { ...found, items: found.items.map((row) => toRow(row, counts.get(row.id))) };
    },
    async setState(id, state, nowMs) {
      await db
        .updateTable("tasks")
        .set({ state, ...(state === "finished" || state === "cancelled" ? { finished_ms: nowMs } : {}) })
        .where("id", "=", id)
        .execute();
    },
    async done(ids) {
      if (ids.length === 0) return [];
      const found = await db
        .selectFrom("tasks")
        .select("id")
        .where("id", "in", ids)
        .where("state", "=", "running")
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom("actions")
                .select("actions.id")
                .whereRef("actions.task_id", "=", "tasks.id")
                .where("actions.ended_ms", "is", null),
            ),
          ),
        )
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom("rollouts")
                .select("rollouts.task_id")
                .whereRef("rollouts.task_id", "=", "tasks.id")
                .where("rollouts.state", "in", ["running", "paused", "waiting"]),
            ),
          ),
        )
        .execute();
      return found.map((row) => row.id);
    },
  };
}

function columnsOf(spec: TaskSpec, releaseId: number) {
  return {
    name: spec.name ?? `${spec.kind} ${spec.package} ${spec.channel ? `from ${spec.channel}` : spec.version}`,
    kind: spec.kind,
    delivery: spec.delivery,
    release_id: releaseId,
    targets: JSON.stringify(spec.targets),
    settings: JSON.stringify(spec.settings ?? {}),
    life_ms: spec.lifeMs ?? LIMITS.taskLifeMs,
    rings: spec.rings ? JSON.stringify(spec.rings) : null,
    dynamic: spec.dynamic ? 1 : 0,
    priority: spec.priority ?? 0,
    retry: spec.retry ? JSON.stringify(spec.retry) : null,
    urgency: spec.urgency ?? "required",
    deadline_ms: spec.deadlineMs ?? null,
    channel: spec.channel ?? null,
    keep: spec.keep ? 1 : 0,
  };
}

async function retriedOf(db: Db, taskId: number): Promise<number> {
  const row = await db
    .selectFrom("actions")
    .select((eb) => eb.fn.countAll().as("count"))
    .where("task_id", "=", taskId)
    .where("attempt", ">", 1)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

async function bytesOf(db: Db, taskId: number): Promise<BytesBySource> {
  return await db.selectFrom("actions").select(sumOfBytes()).where("task_id", "=", taskId).executeTakeFirstOrThrow();
}
