import type { TaskDetail } from "@shoal/protocol/api/task";
import { LIMITS } from "@shoal/protocol/limits";
import type { TaskSpec, TaskState } from "@shoal/protocol/task/task";
import { EMPTY_FORM, type RingDraft, type TaskForm } from "./task-form.ts";

const HOUR_MS = 3_600_000;
const RING_KEYS = new Set(["name", "percent", "rest", "success", "soakMs", "next"]);

/** Whether nobody has started it yet. */
export const isDraft = (state: TaskState): boolean => state === "draft" || state === "awaiting-approval";

/** A draft as the form has it. What the form cannot say is kept, and goes back to the server as it came. */
export function formOf(task: TaskDetail): TaskForm {
  const rings = task.rings?.map(ringOf);
  const plain = rings?.every((ring) => ring !== undefined) && task.rings?.at(-1)?.rest === true;
  return {
    ...EMPTY_FORM,
    ...whoOf(task.targets),
    kind: task.kind === "rollback" ? "install" : task.kind,
    package: task.package,
    version: task.version,
    delivery: task.delivery,
    urgency: task.urgency,
    deadline: task.deadlineMs === undefined ? "" : localTime(task.deadlineMs),
    priority: task.priority,
    dynamic: task.dynamic,
    rings: plain ? (rings as RingDraft[]) : [],
    kept: {
      ...keptOf(task),
      ...(task.rings === undefined || plain ? {} : { rings: task.rings }),
      ...(whoOf(task.targets).who === "given" ? { targets: task.targets } : {}),
    },
  };
}

function whoOf(targets: TaskSpec["targets"]): Pick<TaskForm, "who"> & Partial<TaskForm> {
  const [only, ...more] = Object.keys(targets);
  if (more.length === 0 && only === "all" && targets.all) return { who: "all" };
  if (more.length === 0 && only === "query" && targets.query !== undefined)
    return { who: "query", query: targets.query };
  if (more.length === 0 && only === "groups" && targets.groups !== undefined)
    return { who: "groups", groups: targets.groups };
  return { who: "given" };
}

function keptOf({ name, kind, package: product, version, settings, lifeMs, retry, keep, channel }: TaskDetail) {
  return {
    // Its name is made from what it does unless somebody has given it one.
    ...(name === `${kind} ${product} ${channel === undefined ? version : `from ${channel}`}` ? {} : { name }),
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
    ...(lifeMs === LIMITS.taskLifeMs ? {} : { lifeMs }),
    ...(retry === undefined ? {} : { retry }),
    ...(keep ? { keep } : {}),
    ...(channel === undefined ? {} : { channel }),
  };
}

/** @returns undefined where the form has no fields for what it says */
function ringOf(ring: NonNullable<TaskSpec["rings"]>[number]): RingDraft | undefined {
  if (Object.keys(ring).some((key) => !RING_KEYS.has(key))) return undefined;
  if (ring.percent === undefined && ring.rest !== true) return undefined;
  const { name, percent = 100, success = 95, soakMs = 0, next } = ring;
  return { name, percent, successPercent: success, soakHours: soakMs / HOUR_MS, waits: next === "wait" };
}

/** As `datetime-local` has it, in the person's zone. */
function localTime(atMs: number): string {
  const at = new Date(atMs - new Date(atMs).getTimezoneOffset() * 60_000);
  return at.toISOString().slice(0, 16);
}
