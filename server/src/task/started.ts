import type { Delivery, OrderKind, TaskKind, Urgency } from "@shoal/protocol/task/task";
import type { Db } from "../db/schema.ts";

/** What is asked of a task while its actions are made and handed out. */
export interface StartedTask {
  id: number;
  releaseId: number;
  package: string;
  version: string;
  kind: OrderKind;
  delivery: Delivery;
  priority: number;
  urgency: Urgency;
  startedMs: number;
  lifeMs: number;
}

/** What one of its actions does, and with which release. */
export interface Part {
  releaseId: number;
  package: string;
  version: string;
  kind: TaskKind;
}

/** The same for every device. @throws Error of a rollback, which gives each device what it had */
export function partOf({ releaseId, package: name, version, kind }: StartedTask): Part {
  if (kind === "rollback") throw new Error("a rollback has no part that is the same for all");
  return { releaseId, package: name, version, kind };
}

/** @throws Error where the task is not there or was never started: whoever asks has its actions */
export async function startedTask(db: Db, id: number): Promise<StartedTask> {
  const row = await db
    .selectFrom("tasks")
    .innerJoin("releases", "releases.id", "tasks.release_id")
    .where("tasks.id", "=", id)
    .select(["tasks.release_id", "tasks.kind", "tasks.delivery", "tasks.priority", "tasks.started_ms"])
    .select(["tasks.life_ms", "tasks.urgency"])
    .select(["releases.package", "releases.version"])
    .executeTakeFirstOrThrow();
  return {
    id,
    releaseId: row.release_id,
    package: row.package,
    version: row.version,
    kind: row.kind,
    delivery: row.delivery,
    priority: row.priority,
    urgency: row.urgency,
    startedMs: row.started_ms ?? 0,
    lifeMs: row.life_ms,
  };
}
