import { findCycle } from "@shoal/core/group/cycle";
import type { GroupSpec, MembersSpec } from "@shoal/protocol/api/group";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyRequest } from "fastify";
import type { Static } from "typebox";
import { actorOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { refuseManaged } from "../fleet/refuse-managed.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { compileQuery } from "../query/compile.ts";
import { queryCondition, readQuery } from "../query/refuse.ts";
import { type QueryScope, scopeAt } from "../query/scope.ts";
import { refuseEverything } from "../task/confirm.ts";
import { targeted } from "../task/targets.ts";
import { numbersOf } from "./members.ts";
import { groupStore, type StoredGroup } from "./store.ts";
import { groupsThatName, usedBy } from "./used-by.ts";

/** Users of a group that are told by name. */
const TOLD = 10;

type GroupVerb = "made" | "changed" | "deleted" | "members-added" | "members-removed";

/** Everything that an operator's order to a group needs. */
export interface GroupOrders extends Services {
  request: FastifyRequest;
}

/** Makes a group, or changes it. @returns whether it is new */
export async function putGroup(orders: GroupOrders, name: string, spec: GroupSpec): Promise<boolean> {
  const { db, now, hub, outbox, request } = orders;
  const scope = scopeAt(now(), hub);
  if (spec.query !== undefined && spec.devices !== undefined) throw new Refusal("bad-request", say("query-or-devices"));
  const made = await db.transaction().execute(async (trx) => {
    await refuseManaged(trx, request, { kind: "group", name }, scope.nowMs);
    return await writeGroup(trx, orders, name, spec, scope);
  });
  await outbox.publish();
  return made;
}

/** The same inside a transaction. @returns whether it is new */
export async function writeGroup(
  trx: Db,
  { outbox, request, audit }: GroupOrders,
  name: string,
  spec: GroupSpec,
  scope: QueryScope,
): Promise<boolean> {
  const { nowMs } = scope;
  const store = groupStore(trx);
  const before = await store.find(name);
  if (spec.version !== undefined && spec.version !== (before?.version ?? 0))
    throw otherVersion(name, before, spec.version);
  if (!before && (await store.list()).length >= LIMITS.groups)
    throw new Refusal("conflict", say("no-more", { count: LIMITS.groups, what: "groups" }));
  const query = spec.query ?? (spec.devices === undefined ? before?.query : undefined);
  if (spec.query !== undefined) {
    await refuseQuery(trx, name, spec.query, scope);
    await refuseEverything(trx, { query: spec.query }, scope, spec.confirm);
  }
  await store.put(
    name,
    { description: spec.description ?? before?.description ?? "", query },
    { nowMs, actor: actorOf(request.caller) },
  );
  if (spec.query !== undefined || spec.devices !== undefined) await store.clear(name);
  if (spec.devices !== undefined) await store.addMembers(name, await numbersOf(trx, spec.devices));
  await refuseUnasked(trx, name, scope);
  const detail = { version: (before?.version ?? 0) + 1, ...what(spec) };
  await audit(trx, request, before ? "group.changed" : "group.made", subjectOf(name), {
    ...detail,
    ...(before ? { before: { query: before.query, description: before.description } } : {}),
  });
  await outbox.add(trx, [eventOf(before ? "changed" : "made", name, nowMs, detail)]);
  return before === undefined;
}

export async function deleteGroup(orders: GroupOrders, name: string): Promise<void> {
  const { db, now, outbox, request } = orders;
  const nowMs = now();
  await db.transaction().execute(async (trx) => {
    await refuseManaged(trx, request, { kind: "group", name }, nowMs);
    await removeGroup(trx, orders, name, nowMs);
  });
  await outbox.publish();
}

/** The same inside a transaction. */
export async function removeGroup(
  trx: Db,
  { outbox, request, audit }: GroupOrders,
  name: string,
  nowMs: number,
): Promise<void> {
  const store = groupStore(trx);
  const group = await store.find(name);
  if (!group) throw new Refusal("not-found", say("names-group", { name }));
  const users = await usedBy(trx, name, nowMs);
  if (users.length > 0) {
    const more = users.length > TOLD ? ` and ${users.length - TOLD} others` : "";
    throw new Refusal(
      "group-in-use",
      say("group-used-by", { name, list: `${users.slice(0, TOLD).join(", ")}${more}` }),
    );
  }
  await store.remove(name);
  const { query } = group;
  await audit(trx, request, "group.deleted", subjectOf(name), query === undefined ? {} : { query });
  await outbox.add(trx, [eventOf("deleted", name, nowMs)]);
}

/** Puts devices on a list, or takes them off. @returns how many that changed something for */
export async function changeMembers(
  orders: GroupOrders,
  name: string,
  { targets, confirm }: Static<typeof MembersSpec>,
  verb: "added" | "removed",
): Promise<number> {
  const { db, now, hub, outbox, request } = orders;
  const nowMs = now();
  const scope = scopeAt(nowMs, hub);
  const changed = await db.transaction().execute(async (trx) => {
    const store = groupStore(trx);
    const group = await store.find(name);
    if (!group) throw new Refusal("not-found", say("names-group", { name }));
    await refuseManaged(trx, request, { kind: "group", name }, nowMs);
    if (group.query !== undefined) throw new Refusal("conflict", say("group-is-query", { name, query: group.query }));
    await refuseEverything(trx, targets, scope, confirm);
    const found = await targeted(trx, targets, scope, { retired: true });
    if (!found) throw new Refusal("bad-request", say("targets-no-device"));
    const numbers = (await found.select("number").execute()).map((row) => row.number);
    const devices = await store[verb === "added" ? "addMembers" : "removeMembers"](name, numbers);
    if (devices === 0) return 0;
    await store.put(name, group, { nowMs, actor: actorOf(request.caller) });
    await orders.audit(trx, request, `group.members-${verb}`, subjectOf(name), { targets, devices });
    await outbox.add(trx, [eventOf(`members-${verb}`, name, nowMs, { devices })]);
    return devices;
  });
  await outbox.publish();
  return changed;
}

/** @throws Refusal where the query cannot be read or asked, or would lead back to its own group */
async function refuseQuery(trx: Db, name: string, text: string, scope: QueryScope): Promise<void> {
  const query = readQuery(text);
  const queries = await groupStore(trx).queries();
  const cycle = findCycle(name, query, (each) => queries.get(each));
  if (cycle) throw new Refusal("group-cycle", cycle.join(" → "));
  await queryCondition(trx, query, scope);
}

/** @throws Refusal where a group that names this one has become more than can be asked at once */
async function refuseUnasked(trx: Db, name: string, scope: QueryScope): Promise<void> {
  for (const user of groupsThatName(name, await groupStore(trx).queries())) {
    const compiled = await compileQuery(trx, { kind: "group", any: [{ name: user, column: 1 }] }, scope);
    if (!compiled.ok) throw new Refusal("conflict", say("group-unasked", { user, name, why: compiled.error.message }));
  }
}

function otherVersion(name: string, before: StoredGroup | undefined, version: number): Refusal {
  if (!before) return new Refusal("not-found", say("group-no-such", { name }));
  if (version === 0) return new Refusal("conflict", say("group-exists", { name }));
  return new Refusal("conflict", say("group-overtaken", { name, version: before.version, wanted: version }));
}

function what({ query, devices, description }: GroupSpec): Record<string, unknown> {
  return {
    ...(query === undefined ? {} : { query }),
    ...(devices === undefined ? {} : { devices: devices.length }),
    ...(description === undefined ? {} : { description }),
  };
}

function subjectOf(name: string): string {
  return `group:${name}`;
}

function eventOf(verb: GroupVerb, name: string, nowMs: number, data: Record<string, unknown> = {}) {
  return { atMs: nowMs, kind: `group.${verb}` as const, subject: subjectOf(name), data: { name, ...data } };
}
