import type { ChannelRow } from "@shoal/protocol/api/channel";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import type { Aftermath } from "../action/aftermath.ts";
import { actorOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { refuseManaged } from "../fleet/refuse-managed.ts";
import { Refusal } from "../http/refusal.ts";
import { refuseRecalled } from "../release/refuse-recalled.ts";
import { releaseStore } from "../release/store.ts";
import { carryOut, type Orders } from "../task/orders.ts";
import { followersOf } from "./followers.ts";
import { moveFollowers } from "./move-followers.ts";
import { channelStore } from "./store.ts";

type WhereTo = (trx: Db) => Promise<{ package: string; version: string; detail: object }>;

/** Makes a channel or points it to another release. @returns whether it is new */
export async function setChannel(
  orders: Orders,
  name: string,
  to: { package: string; version: string },
): Promise<boolean> {
  return await move(orders, name, async () => ({ ...to, detail: {} }));
}

/** Points a channel to where another one points now. @returns whether it is new */
export async function promoteChannel(orders: Orders, name: string, from: string): Promise<boolean> {
  return await move(orders, name, async (trx) => {
    const source = await channelStore(trx).find(from);
    if (!source) throw new Refusal("not-found", say("names-channel", { name: from }));
    return { package: source.package, version: source.version, detail: { promotedFrom: from } };
  });
}

async function move(orders: Orders, name: string, whereTo: WhereTo): Promise<boolean> {
  return await carryOut(orders, async (trx, nowMs, aftermath) => {
    await refuseManaged(trx, orders.request, { kind: "channel", name }, nowMs);
    return await pointChannel(trx, orders, name, whereTo, nowMs, aftermath);
  });
}

/** Makes or moves a channel inside a transaction, and what follows it; to be followed by `settle`. @returns whether it is new */
export async function pointChannel(
  trx: Db,
  orders: Orders,
  name: string,
  whereTo: WhereTo,
  nowMs: number,
  aftermath: Aftermath,
): Promise<boolean> {
  const { request, audit } = orders;
  const channels = channelStore(trx);
  const to = await whereTo(trx);
  const before = await channels.find(name);
  if (before && before.package !== to.package)
    throw new Refusal("conflict", say("channel-other", { name, package: before.package, other: to.package }));
  const release = await releaseStore(trx).find(to.package, to.version);
  if (!release) throw new Refusal("not-found", say("names-release", { name: to.package, version: to.version }));
  refuseRecalled(release, "install");
  if (before?.version === to.version) return false;
  if (!before && (await channels.list()).length >= LIMITS.channels)
    throw new Refusal("conflict", say("no-more", { count: LIMITS.channels, what: "channels" }));
  await channels.point(name, { id: release.id, package: to.package }, { nowMs, actor: actorOf(request.caller) });
  const detail = { package: to.package, from: before?.version, to: to.version, ...to.detail };
  const what = before ? "channel.moved" : "channel.made";
  await audit(trx, request, what, `channel:${name}`, detail);
  aftermath.events.push({ atMs: nowMs, kind: what, subject: `channel:${name}`, data: { name, ...detail } });
  await moveFollowers(trx, orders, name, release, nowMs, aftermath);
  return before === undefined;
}

export async function deleteChannel(orders: Orders, channel: ChannelRow): Promise<void> {
  const { db, now, outbox, request } = orders;
  const nowMs = now();
  await db.transaction().execute(async (trx) => {
    await refuseManaged(trx, request, { kind: "channel", name: channel.name }, nowMs);
    await removeChannel(trx, orders, channel, nowMs);
  });
  await outbox.publish();
}

/** The same inside a transaction. @throws Refusal where a task follows it */
export async function removeChannel(
  trx: Db,
  { outbox, request, audit }: Pick<Orders, "outbox" | "request" | "audit">,
  channel: ChannelRow,
  nowMs: number,
): Promise<void> {
  const { name } = channel;
  const [follower] = await followersOf(trx, name);
  if (follower) throw new Refusal("conflict", say("channel-followed", { id: follower.id, name }));
  await channelStore(trx).remove(name);
  const detail = { package: channel.package, version: channel.version };
  await audit(trx, request, "channel.deleted", `channel:${name}`, detail);
  await outbox.add(trx, [
    { atMs: nowMs, kind: "channel.deleted", subject: `channel:${name}`, data: { name, ...detail } },
  ]);
}
