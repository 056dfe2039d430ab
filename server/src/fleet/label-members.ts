import type { LabelsObject } from "@shoal/protocol/fleet/object";
import { chunksOf } from "../db/chunks.ts";
import type { Db } from "../db/schema.ts";
import { removeAttributes, removeTags } from "../device/labels.ts";
import { fleetStore } from "./store.ts";

/** What an object gives to its devices. */
export type Given = Pick<LabelsObject, "tags" | "attributes">;

/** Devices that were labelled by an object when it was applied last, by number. */
export async function labelledBy(trx: Db, name: string): Promise<Set<number>> {
  const rows = await trx.selectFrom("fleet_labels").select("device_number").where("name", "=", name).execute();
  return new Set(rows.map((row) => row.device_number));
}

/** Notes whom an object labels now. */
export async function noteLabelled(trx: Db, name: string, before: ReadonlySet<number>, now: ReadonlySet<number>) {
  const gone = [...before].filter((number) => !now.has(number));
  for (const part of chunksOf(gone))
    await trx.deleteFrom("fleet_labels").where("name", "=", name).where("device_number", "in", part).execute();
  const come = [...now].filter((number) => !before.has(number));
  for (const part of chunksOf(come))
    await trx
      .insertInto("fleet_labels")
      .values(part.map((device_number) => ({ name, device_number })))
      .execute();
}

/**
 * Takes back from devices what an object gave them, but what another object gives them too, and attributes that somebody has changed
 * since. @returns numbers of those that are another way now
 */
export async function takeBack(
  trx: Db,
  name: string,
  { tags = [], attributes = {} }: Given,
  devices: readonly number[],
): Promise<number[]> {
  if (devices.length === 0) return [];
  const others: { spec: LabelsObject; devices: Set<number> }[] = [];
  for (const each of await fleetStore(trx).list({ kind: "labels" }))
    if (each.name !== name) others.push({ spec: each.spec as LabelsObject, devices: await labelledBy(trx, each.name) });
  const changed: number[] = [];
  const left = (gives: (spec: LabelsObject) => boolean) => {
    const holders = others.filter(({ spec }) => gives(spec));
    return devices.filter((number) => !holders.some((each) => each.devices.has(number)));
  };
  for (const tag of tags)
    changed.push(
      ...(await removeTags(
        trx,
        left((spec) => spec.tags?.includes(tag) === true),
        [tag],
      )),
    );
  for (const [key, value] of Object.entries(attributes)) {
    const mine: number[] = [];
    for (const part of chunksOf(left((spec) => Object.hasOwn(spec.attributes ?? {}, key)))) {
      const rows = await trx
        .selectFrom("device_attributes")
        .select("device_number")
        .where("device_number", "in", part)
        .where("name", "=", key)
        .where("value", "=", value)
        .execute();
      mine.push(...rows.map((row) => row.device_number));
    }
    changed.push(...(await removeAttributes(trx, mine, [key])));
  }
  return changed;
}
