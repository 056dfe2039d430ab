import { numberOf } from "@shoal/core/query/quantity";
import type { Db } from "../db/schema.ts";

/** Rows in one statement: SQLite takes some 32,000 parameters. */
const BATCH = 1000;

/** What operators have noted on a device. */
export interface Labels {
  tags: string[];
  attributes: Record<string, string>;
}

/** @returns those of the devices that did not have all of the tags */
export async function addTags(trx: Db, devices: readonly number[], tags: readonly string[]): Promise<number[]> {
  const rows = devices.flatMap((device_number) => tags.map((tag) => ({ device_number, tag })));
  return await inBatches(rows, (batch) =>
    trx
      .insertInto("device_tags")
      .values(batch)
      .onConflict((on) => on.doNothing())
      .returning("device_number")
      .execute(),
  );
}

/** @returns those of the devices that had one of the tags */
export async function removeTags(trx: Db, devices: readonly number[], tags: readonly string[]): Promise<number[]> {
  if (tags.length === 0) return [];
  return await inBatches(devices, (batch) =>
    trx
      .deleteFrom("device_tags")
      .where("device_number", "in", batch)
      .where("tag", "in", tags)
      .returning("device_number")
      .execute(),
  );
}

/** The same attributes for each of these devices; others that they have stay. @returns those on which one became another */
export async function writeAttributes(
  trx: Db,
  devices: readonly number[],
  attributes: Readonly<Record<string, string>>,
): Promise<number[]> {
  const rows = devices.flatMap((device_number) =>
    Object.entries(attributes).map(([name, value]) => ({
      device_number,
      name,
      value,
      number: numberOf(value) ?? null,
    })),
  );
  return await inBatches(rows, (batch) =>
    trx
      .insertInto("device_attributes")
      .values(batch)
      .onConflict((on) =>
        on
          .columns(["device_number", "name"])
          .doUpdateSet((eb) => ({ value: eb.ref("excluded.value"), number: eb.ref("excluded.number") }))
          .whereRef("device_attributes.value", "!=", "excluded.value"),
      )
      .returning("device_number")
      .execute(),
  );
}

/** @returns those of the devices that had one of them */
export async function removeAttributes(
  trx: Db,
  devices: readonly number[],
  names: readonly string[],
): Promise<number[]> {
  if (names.length === 0) return [];
  return await inBatches(devices, (batch) =>
    trx
      .deleteFrom("device_attributes")
      .where("device_number", "in", batch)
      .where("name", "in", names)
      .returning("device_number")
      .execute(),
  );
}

async function inBatches<T>(
  all: readonly T[],
  write: (batch: readonly T[]) => Promise<{ device_number: number }[]>,
): Promise<number[]> {
  const changed: number[] = [];
  for (let at = 0; at < all.length; at += BATCH)
    for (const { device_number } of await write(all.slice(at, at + BATCH))) changed.push(device_number);
  return changed;
}

/** @returns a row for each of these devices, at most a page of them */
export async function labelsOf(db: Db, devices: readonly number[]): Promise<Map<number, Labels>> {
  const labels = new Map<number, Labels>(devices.map((number) => [number, { tags: [], attributes: {} }]));
  if (devices.length === 0) return labels;
  const tags = db.selectFrom("device_tags").selectAll().where("device_number", "in", devices).orderBy("tag");
  for (const { device_number, tag } of await tags.execute()) labels.get(device_number)!.tags.push(tag);
  const attributes = db
    .selectFrom("device_attributes")
    .select(["device_number", "name", "value"])
    .where("device_number", "in", devices)
    .orderBy("name");
  for (const { device_number, name, value } of await attributes.execute())
    labels.get(device_number)!.attributes[name] = value;
  return labels;
}
