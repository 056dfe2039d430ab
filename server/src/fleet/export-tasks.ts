import type { FleetObject, TaskObject } from "@shoal/protocol/fleet/object";
import { LIMITS } from "@shoal/protocol/limits";
import type { Db } from "../db/schema.ts";
import { taskStore } from "../task/store.ts";
import { fleetStore } from "./store.ts";
import { fieldsOfTask, latest, type TaskFields } from "./task-fields.ts";

type Fields = Omit<TaskFields, "version">;

/** Tasks that are not over, and those of files also when they are: taken out of the files, they would be forgotten. */
export async function exportTasks(db: Db, notes: string[]): Promise<FleetObject[]> {
  const managed = await fleetStore(db).list({ kind: "task" });
  const objects: TaskObject[] = managed.map((each) => each.spec as TaskObject);
  const known = new Set<number | undefined>();
  for (const { taskId } of managed) if (taskId !== undefined) known.add(await latest(db, taskId));
  const open = await db
    .selectFrom("tasks")
    .select(["id", "name"])
    .where("state", "in", ["draft", "awaiting-approval", "running"])
    // A rollback is the answer to what happened, and made by what did.
    .where("rollback_of", "is", null)
    .orderBy("id")
    .execute();
  for (const { id, name } of open) {
    if (known.has(id)) continue;
    if (open.filter((each) => each.name === name).length > 1 || objects.some((each) => each.name === name)) {
      notes.push(`task ${id} is left out: another one is called ${name} too`);
      continue;
    }
    const task = await taskStore(db).find(id);
    const { version, ...fields } = await fieldsOfTask(db, task!.detail);
    objects.push({
      kind: "task",
      name,
      ...withoutDefaults(fields),
      ...(version === undefined ? {} : { version }),
      ...(task!.detail.state === "running" ? { start: true } : {}),
    });
  }
  return objects.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What nobody has to write. */
function withoutDefaults({
  settings,
  dynamic,
  keep,
  urgency,
  priority,
  lifeMs,
  ...fields
}: Fields): Omit<TaskObject, "kind" | "name" | "version"> {
  return {
    ...fields,
    ...(lifeMs === LIMITS.taskLifeMs || lifeMs === undefined ? {} : { lifeMs }),
    ...(settings && Object.keys(settings).length > 0 ? { settings } : {}),
    ...(dynamic ? { dynamic } : {}),
    ...(keep ? { keep } : {}),
    ...(urgency === "required" || urgency === undefined ? {} : { urgency }),
    ...(priority ? { priority } : {}),
  };
}
