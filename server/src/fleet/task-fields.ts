import type { TaskDetail } from "@shoal/protocol/api/task";
import type { FleetTargets, TaskObject } from "@shoal/protocol/fleet/object";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import type { TaskSpec } from "@shoal/protocol/task/task";
import { channelStore } from "../channel/store.ts";
import type { Db } from "../db/schema.ts";
import { numbersOf } from "../group/members.ts";
import { Refusal } from "../http/refusal.ts";
import { namesOf, targetsOf } from "./device-names.ts";

/** What of a task is compared, with everything that was left out: it can become another only while it is a draft. */
export type TaskFields = Omit<TaskObject, "kind" | "name" | "start" | "everyDevice" | "version"> & { version?: string };

export async function fieldsOf(trx: Db, object: TaskObject): Promise<TaskFields> {
  const { kind: _kind, name: _name, start: _start, everyDevice: _everyDevice, ...said } = object;
  return withDefaults({ ...said, targets: await sorted(trx, object.targets) });
}

/** The same of a task that there is, as files would say it. */
export async function fieldsOfTask(trx: Db, detail: TaskDetail): Promise<TaskFields> {
  const { deviceIds, ...targets } = detail.targets;
  const { rings, retry, deadlineMs, dynamic, settings, delivery, urgency, priority, lifeMs, keep, channel } = detail;
  if (detail.kind === "rollback") throw new Error(`task ${detail.id} is a rollback, which no file can declare`);
  return withDefaults({
    does: detail.kind,
    package: detail.package,
    ...(channel === undefined ? { version: detail.version } : { channel }),
    targets: await sorted(trx, deviceIds === undefined ? targets : { ...targets, devices: deviceIds }),
    ...{ dynamic, settings, delivery, urgency, priority, lifeMs, keep },
    ...(rings ? { rings } : {}),
    ...(retry ? { retry } : {}),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  });
}

function withDefaults(fields: TaskFields): TaskFields {
  return {
    ...fields,
    settings: fields.settings ?? {},
    dynamic: fields.dynamic ?? false,
    keep: fields.keep ?? false,
    urgency: fields.urgency ?? "required",
    priority: fields.priority ?? 0,
    lifeMs: fields.lifeMs ?? LIMITS.taskLifeMs,
  };
}

async function sorted(trx: Db, targets: FleetTargets): Promise<FleetTargets> {
  const { devices, ...rest } = targets;
  return devices === undefined ? targets : { ...rest, devices: await namesOf(trx, await numbersOf(trx, devices)) };
}

/** The order that an object is, of the release that its channel points to now. */
export async function specOf(trx: Db, object: TaskObject): Promise<TaskSpec> {
  const { kind: _kind, does, start: _start, everyDevice: _everyDevice, targets, version, ...rest } = object;
  const { channel } = object;
  if ((version === undefined) === (channel === undefined))
    throw new Refusal("bad-request", "a task has a version or a channel, exactly one of both");
  return {
    ...rest,
    kind: does,
    version: version ?? (await versionAt(trx, channel!, object.package)),
    targets: await targetsOf(trx, targets),
  };
}

async function versionAt(trx: Db, name: string, ofPackage: string): Promise<string> {
  const channel = await channelStore(trx).find(name);
  if (!channel) throw new Refusal("not-found", say("names-channel", { name }));
  if (channel.package !== ofPackage)
    throw new Refusal("conflict", `channel ${name} is one of ${channel.package}, and not of ${ofPackage}`);
  return channel.version;
}

/** The task that has its place by now: one that follows a channel is another one after each move of that. */
export async function latest(trx: Db, id: number): Promise<number> {
  const next = await trx.selectFrom("tasks").select("id").where("follows", "=", id).executeTakeFirst();
  return next ? await latest(trx, next.id) : id;
}
