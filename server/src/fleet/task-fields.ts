import type { TaskDetail } from "@shoal/protocol/api/task";
import type { FleetTargets, TaskObject } from "@shoal/protocol/fleet/object";
import { LIMITS } from "@shoal/protocol/limits";
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
  const { kind: does, package: ofPackage, version, channel } = detail;
  if (does === "rollback")
    throw new Refusal("conflict", `task ${detail.id} takes another one back, which is an order and nothing to declare`);
  const { deviceIds, ...targets } = detail.targets;
  const { rings, retry, deadlineMs, dynamic, keep, settings, delivery, urgency, priority, lifeMs } = detail;
  return withDefaults({
    does,
    package: ofPackage,
    ...(channel === undefined ? { version } : { channel }),
    targets: await sorted(trx, deviceIds === undefined ? targets : { ...targets, devices: deviceIds }),
    ...{ dynamic, keep, settings, delivery, urgency, priority, lifeMs },
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

/** The order that an object is; of the release that the channel which it follows points to now. */
export async function specOf(trx: Db, object: TaskObject): Promise<TaskSpec> {
  const { kind: _kind, does, channel, start: _start, everyDevice: _everyDevice, targets, version, ...rest } = object;
  if ((version === undefined) === (channel === undefined))
    throw new Refusal("bad-request", "a task has a version or a channel, exactly one of both");
  return {
    ...rest,
    kind: does,
    ...(channel === undefined ? {} : { channel }),
    version: version ?? (await versionAt(trx, channel!, object.package)),
    targets: await targetsOf(trx, targets),
  };
}

async function versionAt(trx: Db, name: string, ofPackage: string): Promise<string> {
  const channel = await channelStore(trx).find(name);
  if (!channel) throw new Refusal("not-found", `channel ${name}`);
  if (channel.package !== ofPackage)
    throw new Refusal("conflict", `channel ${name} is one of ${channel.package}, and not of ${ofPackage}`);
  return channel.version;
}
