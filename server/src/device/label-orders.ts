import type { AttributeSpec, Labelled, TagSpec } from "@shoal/protocol/api/label";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import type { Targets } from "@shoal/protocol/task/task";
import type { FastifyRequest } from "fastify";
import { sql } from "kysely";
import { boundsOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { refuseManagedLabels } from "../fleet/refuse-managed.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { withoutMoves } from "../operator/refuse-moves.ts";
import { scopeAt } from "../query/scope.ts";
import { refuseEverything } from "../task/confirm.ts";
import { targeted } from "../task/targets.ts";
import { boundTargets } from "../task/within.ts";
import { addTags, removeAttributes, removeTags, writeAttributes } from "./labels.ts";

/** Everything that an operator's order to devices needs. */
interface LabelOrders extends Services {
  request: FastifyRequest;
}

interface Change {
  what: "device.tagged" | "device.attributes-changed";
  targets: Targets;
  confirm?: number | undefined;
  /** What is to become of them, as it is told to the audit trail. */
  detail: Record<string, unknown>;
  /** Names of the tags or attributes that are meant. */
  names: readonly string[];
  /** @returns numbers of the devices that are another way now */
  write(trx: Db, devices: readonly number[]): Promise<number[]>;
}

export async function changeTags(
  orders: LabelOrders,
  { targets, add = [], remove = [], confirm }: TagSpec,
): Promise<Labelled> {
  const both = add.find((tag) => remove.includes(tag));
  if (both) throw new Refusal("bad-request", say("tag-both", { tag: both }));
  if (add.length + remove.length === 0) throw new Refusal("bad-request", say("tag-none"));
  return await change(orders, {
    what: "device.tagged",
    targets,
    confirm,
    names: [...add, ...remove],
    detail: { ...(add.length > 0 ? { add } : {}), ...(remove.length > 0 ? { remove } : {}) },
    write: async (trx, devices) => {
      const removed = await removeTags(trx, devices, remove);
      const added = await addTags(trx, devices, add);
      await refuseMany(trx, "device_tags", added, LIMITS.tagsPerDevice, "tags");
      return [...removed, ...added];
    },
  });
}

export async function changeAttributes(
  orders: LabelOrders,
  { targets, set = {}, unset = [], confirm }: AttributeSpec,
): Promise<Labelled> {
  const both = unset.find((name) => Object.hasOwn(set, name));
  if (both) throw new Refusal("bad-request", say("attribute-both", { attribute: both }));
  if (Object.keys(set).length + unset.length === 0) throw new Refusal("bad-request", say("attribute-none"));
  return await change(orders, {
    what: "device.attributes-changed",
    targets,
    confirm,
    names: [...Object.keys(set), ...unset],
    detail: { ...(Object.keys(set).length > 0 ? { set } : {}), ...(unset.length > 0 ? { unset } : {}) },
    write: async (trx, devices) => {
      const removed = await removeAttributes(trx, devices, unset);
      const written = await writeAttributes(trx, devices, set);
      await refuseMany(trx, "device_attributes", written, LIMITS.attributesPerDevice, "attributes");
      return [...removed, ...written];
    },
  });
}

async function change(
  orders: LabelOrders,
  { what, targets: named, confirm, names, detail, write }: Change,
): Promise<Labelled> {
  const { db, now, hub, outbox, request } = orders;
  const nowMs = now();
  const scope = scopeAt(nowMs, hub, boundsOf(request));
  const targets = boundTargets(request, named);
  const labelled = await db.transaction().execute(async (trx) => {
    await refuseEverything(trx, targets, scope, confirm);
    const found = await targeted(trx, targets, scope, { retired: true });
    if (!found) throw new Refusal("bad-request", say("targets-no-device"));
    const devices = await found.select(["number", "id"]).execute();
    const numbers = devices.map(({ number }) => number);
    await refuseManagedLabels(
      trx,
      request,
      { what: what === "device.tagged" ? "tags" : "attributes", names, numbers },
      nowMs,
    );
    const had = await labelledBefore(trx, what, names, numbers);
    const changed = new Set(await withoutMoves(trx, request, numbers, scope, () => write(trx, numbers)));
    if (changed.size > 0) {
      const hit = devices.filter(({ number }) => changed.has(number));
      const [first, ...more] = hit;
      const before = Object.fromEntries(
        hit.slice(0, LIMITS.auditBeforeDevices).map(({ number, id }) => [id, had(number)]),
      );
      const subject = more.length === 0 ? `device:${first!.id}` : "devices";
      await orders.audit(trx, request, what, subject, { ...detail, before, targets, devices: changed.size });
      await outbox.add(trx, [{ atMs: nowMs, kind: what, subject, data: { ...detail, devices: changed.size } }]);
    }
    return { devices: devices.length, changed: changed.size };
  });
  await outbox.publish();
  return labelled;
}

/** @returns what a device had of these tags or attributes, by its number */
async function labelledBefore(
  trx: Db,
  what: Change["what"],
  names: readonly string[],
  numbers: readonly number[],
): Promise<(number: number) => string[] | Record<string, string>> {
  const among = sql<boolean>`device_number in (select value from json_each(${JSON.stringify(numbers)}))`;
  if (what === "device.tagged") {
    const rows = await trx.selectFrom("device_tags").selectAll().where("tag", "in", names).where(among).execute();
    const tags = Map.groupBy(rows, (row) => row.device_number);
    return (number) => (tags.get(number) ?? []).map((row) => row.tag);
  }
  const rows = await trx.selectFrom("device_attributes").selectAll().where("name", "in", names).where(among).execute();
  const values = Map.groupBy(rows, (row) => row.device_number);
  return (number) => Object.fromEntries((values.get(number) ?? []).map(({ name, value }) => [name, value]));
}

/** @throws Refusal where a device would have more of them than it may */
export async function refuseMany(
  trx: Db,
  table: "device_tags" | "device_attributes",
  devices: readonly number[],
  limit: number,
  word: string,
): Promise<void> {
  if (devices.length === 0) return;
  const over = await trx
    .selectFrom(table)
    .innerJoin("devices", "devices.number", `${table}.device_number`)
    .select((eb) => ["devices.name", eb.fn.countAll().as("count")])
    .where(sql<boolean>`device_number in (select value from json_each(${JSON.stringify(devices)}))`)
    .groupBy("devices.number")
    .having((eb) => eb.fn.countAll(), ">", limit)
    .limit(1)
    .executeTakeFirst();
  if (over)
    throw new Refusal(
      "conflict",
      say("label-limit", { device: over.name, count: Number(over.count), what: word, limit }),
    );
}
