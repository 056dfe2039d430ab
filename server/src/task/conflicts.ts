import { type Order, whichHolds } from "@shoal/core/task/conflict";
import type { PreviewConflict } from "@shoal/protocol/api/task";
import { LIMITS } from "@shoal/protocol/limits";
import type { TaskSpec } from "@shoal/protocol/task/task";
import { chunksOf } from "../db/chunks.ts";
import type { Db } from "../db/schema.ts";
import type { QueryScope } from "../query/scope.ts";
import { targeted } from "./targets.ts";

export interface Conflicts {
  /** Open actions that the task would take the place of. */
  supersedes: number;
  /** Those that would hold against it. */
  heldBack: number;
  /** Devices with any open action. */
  twice: number;
  conflicts: PreviewConflict[];
}

/** What a task would meet on its targets: the same rule that decides when it is handed out. */
export async function conflictsOf(db: Db, spec: TaskSpec, scope: QueryScope): Promise<Conflicts> {
  const found: Conflicts = { supersedes: 0, heldBack: 0, twice: 0, conflicts: [] };
  const devices = await targeted(db, spec.targets, scope);
  if (!devices) return found;
  const open = db
    .selectFrom("actions")
    .where("actions.ended_ms", "is", null)
    .where("actions.device_id", "in", devices.select("id"));
  const rows = await open
    .innerJoin("tasks", "tasks.id", "actions.task_id")
    .groupBy(["actions.task_id", "actions.package", "actions.version", "actions.kind", "actions.state"])
    .groupBy(["tasks.name", "tasks.priority", "tasks.urgency"])
    .select(["actions.task_id", "actions.package", "actions.version", "actions.kind", "actions.state"])
    .select((eb) => ["tasks.name", "tasks.priority", "tasks.urgency", eb.fn.countAll().as("count")])
    .execute();
  const conflicts = new Map<string, PreviewConflict>();
  for (const row of rows) {
    const outcome = outcomeOf(spec, row);
    const count = Number(row.count);
    if (outcome === "superseded") found.supersedes += count;
    if (outcome === "holds") found.heldBack += count;
    const { task_id, name, kind, package: packageName, version, priority } = row;
    const key = `${task_id} ${packageName} ${version} ${outcome}`;
    const known = conflicts.get(key);
    if (known) known.devices += count;
    else
      conflicts.set(key, {
        taskId: String(task_id),
        name,
        kind,
        package: packageName,
        version,
        priority,
        devices: count,
        outcome,
      });
  }
  const twice = await open.select((eb) => eb.fn.count("actions.device_id").distinct().as("count")).executeTakeFirst();
  found.twice = Number(twice?.count ?? 0);
  found.conflicts = [...conflicts.values()]
    .sort((a, b) => b.devices - a.devices || Number(a.taskId) - Number(b.taskId))
    .slice(0, LIMITS.previewConflicts);
  return found;
}

interface OpenActions extends Pick<TaskSpec, "package" | "kind"> {
  state: string;
  priority: number;
  urgency: NonNullable<TaskSpec["urgency"]>;
}

function outcomeOf(spec: TaskSpec, open: OpenActions): PreviewConflict["outcome"] {
  const { priority = 0, urgency = "required" } = spec;
  // What is only on offer takes the place of other offers alone, before somebody asks for it.
  if (urgency === "available" && open.state !== "scheduled") return "beside";
  // The new one is younger than all that there are.
  const holds = whichHolds(
    { ...orderOf(open), startedMs: 0, handedOut: open.state !== "scheduled" },
    orderOf({ ...spec, priority, urgency }),
  );
  return holds === "fresh" ? "superseded" : holds === "open" ? "holds" : "beside";
}

function orderOf(task: Omit<OpenActions, "state">): Order {
  return {
    package: task.package,
    kind: task.kind,
    priority: task.priority,
    immediate: task.urgency === "immediate",
    startedMs: 1,
    taskId: 0,
    handedOut: true,
  };
}

/** Ids of the tasks that are not done with each of these devices; devices without any are left out. */
export async function tasksOn(db: Db, deviceIds: readonly string[]): Promise<Map<string, string[]>> {
  const tasks = new Map<string, string[]>();
  for (const ids of chunksOf(deviceIds)) {
    const rows = await db
      .selectFrom("actions")
      .where("device_id", "in", ids)
      .where("ended_ms", "is", null)
      .select(["device_id", "task_id"])
      .distinct()
      .orderBy("task_id")
      .execute();
    for (const { device_id, task_id } of rows) {
      const known = tasks.get(device_id) ?? [];
      if (known.length < LIMITS.previewTasks) known.push(String(task_id));
      tasks.set(device_id, known);
    }
  }
  return tasks;
}
