import type { Delivery, TaskKind } from "@shoal/protocol/task/task";
import type { Db } from "../db/schema.ts";

/** What is asked of a task while its actions are made and handed out. */
export interface StartedTask {
  id: number;
  releaseId: number;
  package: string;
  version: string;
  kind: TaskKind;
  delivery: Delivery;
  priority: number;
  immediate: boolean;
  startedMs: number;
  lifeMs: number;
}

/** @throws Error where the task is not there or was never started: whoever asks has its actions */
export async function startedTask(db: Db, id: number): Promise<StartedTask> {
  const row = await db
    .selectFrom("tasks")
    .innerJoin("releases", "releases.id", "tasks.release_id")
    .where("tasks.id", "=", id)
    .select(["tasks.release_id", "tasks.kind", "tasks.delivery", "tasks.priority", "tasks.started_ms"])
    .select(["tasks.life_ms", "tasks.settings"])
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
    immediate: isImmediate(row.settings),
    startedMs: row.started_ms ?? 0,
    lifeMs: row.life_ms,
  };
}

/** What a task overrides says whether it waits for anything. @param settings as they are stored */
export function isImmediate(settings: string): boolean {
  return (JSON.parse(settings) as { urgency?: unknown }).urgency === "immediate";
}
