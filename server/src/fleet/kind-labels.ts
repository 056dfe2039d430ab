import { canonical, changesBetween } from "@shoal/core/fleet/changes";
import { asksForOwn } from "@shoal/core/fleet/own-labels";
import type { LabelsObject } from "@shoal/protocol/fleet/object";
import { LIMITS } from "@shoal/protocol/limits";
import { refuseMany } from "../device/label-orders.ts";
import { addTags, writeAttributes } from "../device/labels.ts";
import { groupStore } from "../group/store.ts";
import { Refusal } from "../http/refusal.ts";
import { refuseEverything } from "../task/confirm.ts";
import { targeted } from "../task/targets.ts";
import { confirmed } from "./confirmed.ts";
import { targetsOf } from "./device-names.ts";
import { labelledBy, noteLabelled, takeBack } from "./label-members.ts";
import type { Kind, Run } from "./run.ts";

export const labelsKind: Kind<LabelsObject> = {
  async apply(run, object) {
    const { trx } = run;
    const { name, tags = [], attributes = {} } = object;
    if (tags.length + Object.keys(attributes).length === 0)
      throw new Refusal("bad-request", "labels have tags or attributes, at least one of them");
    const own = asksForOwn(object, await groupStore(trx).queries());
    if (own) throw new Refusal("bad-request", own);
    const wanted = await devicesOf(run, object);
    const stored = run.stored("labels", name)?.spec as LabelsObject | undefined;
    refuseTwoValues(run, object, wanted);

    const before = await labelledBy(trx, name);
    const now = new Set(wanted.keys());
    const gone = [...before].filter((number) => !now.has(number));
    const kept = [...before].filter((number) => now.has(number));
    const dropped = {
      tags: stored?.tags?.filter((tag) => !tags.includes(tag)) ?? [],
      attributes: Object.fromEntries(
        Object.entries(stored?.attributes ?? {}).filter(([key]) => !Object.hasOwn(attributes, key)),
      ),
    };
    const taken = [
      ...(stored ? await takeBack(trx, name, stored, gone) : []),
      ...(await takeBack(trx, name, dropped, kept)),
    ];
    const numbers = [...now];
    const tagged = await addTags(trx, numbers, tags);
    await refuseMany(trx, "device_tags", tagged, LIMITS.tagsPerDevice, "tags");
    const written = await writeAttributes(trx, numbers, attributes);
    await refuseMany(trx, "device_attributes", written, LIMITS.attributesPerDevice, "attributes");
    await noteLabelled(trx, name, before, now);

    const given = new Set([...tagged, ...written]);
    const devices = await hitBy(run, [...given, ...taken]);
    const changes = changesBetween(stored ? fieldsOf(stored) : {}, fieldsOf(object));
    const isSame = devices === 0 && (stored === undefined || changes.length === 0);
    if (!isSame) await tellLabelled(run, name, { tags, attributes, devices }, stored);
    return {
      verb: isSame ? "same" : stored ? "change" : "create",
      changes: stored || !isSame ? changes : [],
      effects: [
        `${now.size} have them`,
        ...(given.size > 0 ? [`${given.size} of these get something`] : []),
        ...(taken.length > 0 ? [`${new Set(taken).size} lose something`] : []),
      ],
      devices,
      byHand: isSame,
    };
  },
  async prune(run, { name, spec }) {
    const before = await labelledBy(run.trx, name);
    const devices = await hitBy(run, await takeBack(run.trx, name, spec, [...before]));
    await noteLabelled(run.trx, name, before, new Set());
    await tellLabelled(run, name, { devices }, spec);
    return { verb: "delete", changes: [], effects: [`${devices} lose something`], devices };
  },
};

/** Names of the devices by their numbers. */
async function devicesOf({ trx, scope, stored }: Run, object: LabelsObject): Promise<Map<number, string>> {
  const targets = await targetsOf(trx, object.targets);
  const found = await (await targeted(trx, targets, scope, { retired: true }))?.select(["number", "name"]).execute();
  if (!found) throw new Refusal("bad-request", "targets names no device: say all, query, groups or devices");
  const before = stored("labels", object.name)?.spec as LabelsObject | undefined;
  if (canonical(before?.targets) !== canonical(object.targets)) {
    const { confirm } = await confirmed(trx, targets, scope, object.everyDevice);
    await refuseEverything(trx, targets, scope, confirm);
  }
  return new Map(found.map(({ number, name }) => [number, name]));
}

/** Each would take the other's place at every apply. */
function refuseTwoValues({ attributedBy }: Run, { name, attributes = {} }: LabelsObject, wanted: Map<number, string>) {
  for (const [key, value] of Object.entries(attributes))
    for (const [number, device] of wanted) {
      const slot = `${number} ${key}`;
      const other = attributedBy.get(slot);
      if (other && other.value !== value)
        throw new Refusal(
          "conflict",
          `${device} would have two values of attribute ${key}: ${other.value} by labels ${other.name}, and ${value}`,
        );
      attributedBy.set(slot, { name, value });
    }
}

function fieldsOf({ kind: _kind, name: _name, ...fields }: LabelsObject) {
  return fields;
}

/** @returns how many there are, each once */
async function hitBy({ trx, hit }: Run, numbers: readonly number[]): Promise<number> {
  const distinct = [...new Set(numbers)];
  for (const number of distinct) {
    const row = await trx.selectFrom("devices").select("id").where("number", "=", number).executeTakeFirst();
    if (row) hit.add(row.id);
  }
  return distinct.length;
}

async function tellLabelled(
  { trx, orders, scope }: Run,
  name: string,
  detail: Record<string, unknown>,
  stored: LabelsObject | undefined,
) {
  const kind = "device.labelled" as const;
  const subject = `labels:${name}`;
  const before = stored && { tags: stored.tags, attributes: stored.attributes };
  await orders.audit(trx, orders.request, kind, subject, { ...detail, before });
  await orders.outbox.add(trx, [{ atMs: scope.nowMs, kind, subject, data: { name, ...detail } }]);
}
