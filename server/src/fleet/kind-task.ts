import { canonical, changesBetween } from "@shoal/core/fleet/changes";
import type { FleetChange } from "@shoal/protocol/api/fleet-plan";
import type { TaskObject } from "@shoal/protocol/fleet/object";
import type { TaskSpec } from "@shoal/protocol/task/task";
import { Refusal } from "../http/refusal.ts";
import { refuseBadPlan } from "../rollout/refuse-plan.ts";
import { refuseSettings } from "../settings/refuse.ts";
import { approvalStore } from "../task/approval.ts";
import { addDraft, changeDraft, releaseFor } from "../task/draft.ts";
import { eventOf, startWithin } from "../task/orders.ts";
import { previewTask } from "../task/preview.ts";
import { type StoredTask, taskStore } from "../task/store.ts";
import { confirmed } from "./confirmed.ts";
import { hitByTask } from "./hit.ts";
import type { Kind, Outcome, Run } from "./run.ts";
import { fieldsOf, fieldsOfTask, latest, specOf } from "./task-fields.ts";

/** A task is made once. What was started is history in the making: files cannot rewrite it. */
export const taskKind: Kind<TaskObject> = {
  async apply(run, object) {
    refuseBadPlan(object);
    refuseSettings(object.settings ?? {});
    const there = await find(run, object);
    if (!there) return await make(run, object);
    const changes = await changesOf(run, object, there);
    const { state } = there.detail;
    const isDraft = state === "draft" || state === "awaiting-approval";
    const taskId = there.id;
    if (changes.length > 0 && !isDraft) throw unchangeable(object.name, there, changes);
    if (changes.length === 0 && !(object.start && state === "draft"))
      return { verb: "same", changes, effects: [], devices: 0, taskId, byHand: true };
    const spec = await specOf(run.trx, object);
    if (changes.length > 0) await replace(run, object, there.id, spec);
    const effects = await effectsOf(run, spec);
    const started = object.start ? await start(run, there.id) : undefined;
    const starting = { path: "state", before: "draft", after: "running" };
    return {
      verb: "change",
      changes: [...changes, ...(started === undefined ? [] : [starting])],
      effects: [...effects, ...(started ?? ["it stays a draft"])],
      devices: started === undefined ? 0 : await hitByTask(run, taskId),
      taskId,
      byHand: true,
    };
  },
  async prune({ trx, orders, scope, aftermath }, { name, taskId }) {
    const task = taskId === undefined ? undefined : await taskStore(trx).find(await latest(trx, taskId));
    if (task?.detail.state === "running")
      throw new Refusal(
        "conflict",
        `task ${name} is still running as task ${task.id}: cancel it first (shoal task cancel ${task.id}), or leave it in the files until it has ended`,
      );
    if (task?.detail.state !== "draft" && task?.detail.state !== "awaiting-approval")
      return { verb: "forget", changes: [], effects: ["it is over; its history stays"], devices: 0, taskId };
    await approvalStore(trx).drop(task.id);
    await taskStore(trx).setState(task.id, "cancelled", scope.nowMs);
    await orders.audit(trx, orders.request, "task.cancelled", `task:${task.id}`, { open: 0 });
    aftermath.events.push(eventOf("cancelled", task.id, scope.nowMs));
    return { verb: "delete", changes: [], effects: ["the draft is cancelled"], devices: 0, taskId };
  },
};

/** The task that the files made, or the one open task of this name that somebody made by hand. */
async function find({ trx, stored }: Run, { name }: TaskObject): Promise<StoredTask | undefined> {
  const known = stored("task", name)?.taskId;
  const ids =
    known === undefined
      ? await trx
          .selectFrom("tasks")
          .select("id")
          .where("name", "=", name)
          .where("state", "in", ["draft", "awaiting-approval", "running"])
          .where("rollback_of", "is", null)
          .orderBy("id")
          .execute()
      : [{ id: await latest(trx, known) }];
  if (ids.length > 1)
    throw new Refusal(
      "conflict",
      `there are ${ids.length} open tasks called ${name} (${ids.map(({ id }) => id).join(", ")}): which one is meant? Take another name`,
    );
  return ids[0] && (await taskStore(trx).find(ids[0].id));
}

async function make(run: Run, object: TaskObject): Promise<Outcome> {
  const { trx, orders, scope } = run;
  const spec = await specOf(trx, object);
  const { confirm } = await confirmed(trx, spec.targets, scope, object.everyDevice);
  const taskId = await addDraft(trx, orders, { ...spec, ...(confirm === undefined ? {} : { confirm }) }, scope);
  const effects = await effectsOf(run, spec);
  const started = object.start ? await start(run, taskId) : undefined;
  return {
    verb: "create",
    changes: changesBetween({}, await fieldsOf(trx, object)),
    effects: [...effects, ...(started ?? [`a draft: shoal task start ${taskId}, or start: true in the file`])],
    devices: started === undefined ? 0 : await hitByTask(run, taskId),
    taskId,
  };
}

async function changesOf({ trx, stored }: Run, object: TaskObject, there: StoredTask): Promise<FleetChange[]> {
  const before = stored("task", object.name)?.spec as TaskObject | undefined;
  // Said in the same words it is the same, also where a device that it named is not there any more.
  if (before && canonical({ ...before, start: undefined }) === canonical({ ...object, start: undefined })) return [];
  const was = before ? await fieldsOf(trx, before) : await fieldsOfTask(trx, there.detail);
  return changesBetween(was, await fieldsOf(trx, object));
}

async function replace(run: Run, object: TaskObject, id: number, spec: TaskSpec): Promise<void> {
  const { trx, orders, scope } = run;
  const confirm = await confirmed(trx, spec.targets, scope, object.everyDevice);
  await changeDraft(trx, orders, id, { ...spec, ...confirm }, run.stored("task", object.name)?.spec, scope);
}

/** @returns what is said of it */
async function start({ trx, orders, scope, aftermath }: Run, id: number): Promise<string[]> {
  const task = await taskStore(trx).find(id);
  const devices = await startWithin(trx, orders, task!, scope, aftermath);
  const rings = task!.detail.rings;
  const waits = await approvalStore(trx).find(id);
  if (waits) return [`it waits for a second person (${waits.why}): shoal task approve ${id}`];
  return [
    rings
      ? `it is started: ${devices} in the first ring that opens (${rings[0]!.name})`
      : `it is started on all of them at once`,
  ];
}

/** What a preview says, before anything is handed out. */
async function effectsOf({ trx, scope, settings }: Run, spec: TaskSpec): Promise<string[]> {
  const preview = await previewTask(trx, spec, await releaseFor(trx, spec), { scope, settings });
  const { devices, without, offline, already, supersedes, heldBack, rings } = preview;
  return [
    `${devices} devices: ${without} have no variant, ${already} have it already, ${offline} are offline now`,
    ...(rings ? [`rings: ${rings.map((ring) => `${ring.name} ${ring.devices}`).join(", ")}`] : []),
    ...(supersedes > 0 ? [`${supersedes} open actions of other tasks are superseded`] : []),
    ...(heldBack > 0 ? [`on ${heldBack} an open action of higher priority holds`] : []),
  ];
}

function unchangeable(name: string, { id, detail }: StoredTask, changes: readonly FleetChange[]): Refusal {
  const what = changes.map(({ path }) => path).join(", ");
  const next =
    detail.state === "running"
      ? `cancel it (shoal task cancel ${id}) and give the new one another name, or put ${what} back`
      : `it is ${detail.state}: give the new one another name`;
  return new Refusal(
    "conflict",
    `task ${name} was started as task ${id}, and cannot become another one (${what}): ${next}`,
  );
}
