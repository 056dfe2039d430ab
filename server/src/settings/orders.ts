import { diffSettings } from "@shoal/core/settings/diff";
import type { SettingSetRow, SettingSetSpec } from "@shoal/protocol/api/settings";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import type { Targets } from "@shoal/protocol/task/task";
import type { FastifyRequest } from "fastify";
import { actorOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { refuseManaged, refuseManagedAssignment } from "../fleet/refuse-managed.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { type QueryScope, scopeAt } from "../query/scope.ts";
import { refuseEverything } from "../task/confirm.ts";
import { refuseSet } from "./refuse.ts";
import type { SettingsIndex } from "./settings-index.ts";
import { settingStore } from "./store.ts";

/** Everything that an operator's order to a set needs. */
export interface SetOrders extends Services {
  settings: SettingsIndex;
  request: FastifyRequest;
}

/** What an order needs that is carried out inside the transaction of another one. */
type TrxOrders = Pick<SetOrders, "outbox" | "request" | "audit">;

/** Makes a set or replaces its values; its devices look at once. @returns whether it is new */
export async function putSet(orders: SetOrders, name: string, spec: SettingSetSpec): Promise<boolean> {
  const { db, now, outbox, request, settings, hub } = orders;
  const nowMs = now();
  const made = await db.transaction().execute(async (trx) => {
    await refuseManaged(trx, request, { kind: "setting-set", name }, nowMs);
    return await writeSet(trx, orders, name, spec, nowMs);
  });
  await settings.loadSets();
  hub.ring([...hub.online()].filter((id) => settings.has(id, name)));
  await outbox.publish();
  return made;
}

/** The same inside a transaction; the memory of sets is read anew after it. @returns whether it is new */
export async function writeSet(
  trx: Db,
  { outbox, request, audit }: TrxOrders,
  name: string,
  spec: SettingSetSpec,
  nowMs: number,
): Promise<boolean> {
  const store = settingStore(trx);
  const before = await store.find(name);
  if (before && before.name !== name) throw new Refusal("conflict", say("set-case", { name: before.name }));
  if (spec.version !== undefined && spec.version !== (before?.version ?? 0))
    throw new Refusal("conflict", say("set-overtaken", { name, version: before?.version ?? 0, wanted: spec.version }));
  if (!before && (await store.list()).length >= LIMITS.settingSets)
    throw new Refusal("conflict", say("no-more", { count: LIMITS.settingSets, what: "sets" }));
  await refuseSet(trx, name, spec.values);
  const { values } = spec;
  const description = spec.description ?? before?.description ?? "";
  await store.put(name, { description, values }, { nowMs, actor: actorOf(request.caller) });
  const changes = diffSettings(`set ${name}`, before?.values ?? {}, values);
  await audit(trx, request, before ? "setting-set.changed" : "setting-set.made", subjectOf(name), {
    version: (before?.version ?? 0) + 1,
    devices: before?.devices ?? 0,
    changes: changes.map(({ key, before, after }) => ({ key, before, after })),
  });
  await outbox.add(trx, [eventOf("changed", name, nowMs, { version: (before?.version ?? 0) + 1 })]);
  return before === undefined;
}

export async function deleteSet(orders: SetOrders, set: SettingSetRow): Promise<void> {
  const { db, now, outbox, request, settings } = orders;
  const nowMs = now();
  await db.transaction().execute(async (trx) => {
    await refuseManaged(trx, request, { kind: "setting-set", name: set.name }, nowMs);
    await removeSet(trx, orders, set, nowMs);
  });
  await settings.loadSets();
  await outbox.publish();
}

/** The same inside a transaction. */
export async function removeSet(
  trx: Db,
  { outbox, request, audit }: TrxOrders,
  set: SettingSetRow,
  nowMs: number,
): Promise<void> {
  const store = settingStore(trx);
  const { devices } = (await store.find(set.name)) ?? { devices: 0 };
  if (devices > 0) throw new Refusal("conflict", say("set-assigned", { name: set.name, count: devices }));
  await store.remove(set.name);
  await audit(trx, request, "setting-set.deleted", subjectOf(set.name), { values: set.values });
  await outbox.add(trx, [eventOf("deleted", set.name, nowMs)]);
}

/** Gives a set to devices, or takes it from them. @returns how many have another one now */
export async function assignSet(
  orders: SetOrders,
  name: string,
  to: { targets: Targets; confirm?: number },
  what: "assigned" | "unassigned",
): Promise<number> {
  const { db, now, outbox, request, settings, hub } = orders;
  const nowMs = now();
  const scope = scopeAt(nowMs, hub);
  const changed = await db.transaction().execute(async (trx) => {
    await refuseManagedAssignment(trx, request, { name, targets: to.targets }, scope);
    return await writeAssignment(trx, orders, name, to, what, scope);
  });
  await settings.refresh(changed);
  hub.ring(changed);
  await outbox.publish();
  return changed.length;
}

/** The same inside a transaction. @returns ids of the devices that have another one now */
export async function writeAssignment(
  trx: Db,
  { outbox, request, audit }: TrxOrders,
  name: string,
  { targets, confirm }: { targets: Targets; confirm?: number | undefined },
  what: "assigned" | "unassigned",
  scope: QueryScope,
): Promise<string[]> {
  const store = settingStore(trx);
  const set = await store.find(name);
  if (!set) throw new Refusal("not-found", say("set-none", { name }));
  await refuseEverything(trx, targets, scope, confirm);
  if (what === "assigned") await refuseSet(trx, name, set.values, { targets, scope });
  const had = await store.among(targets, scope);
  const devices = await store[what === "assigned" ? "assign" : "unassign"](targets, name, scope);
  if (!devices) throw new Refusal("bad-request", say("targets-no-device"));
  await audit(trx, request, `setting-set.${what}`, subjectOf(name), {
    ...{ targets, devices: devices.length },
    before: had.map((set) => set ?? null),
  });
  await outbox.add(trx, [eventOf(what, name, scope.nowMs, { devices: devices.length })]);
  return devices;
}

function subjectOf(name: string): string {
  return `setting-set:${name}`;
}

function eventOf(
  what: "changed" | "deleted" | "assigned" | "unassigned",
  name: string,
  nowMs: number,
  data: Record<string, unknown> = {},
) {
  return { atMs: nowMs, kind: `setting-set.${what}` as const, subject: subjectOf(name), data: { name, ...data } };
}
