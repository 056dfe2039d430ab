import { numberOf } from "@shoal/core/query/quantity";
import type { Db } from "../db/schema.ts";

/** Rows in one statement: SQLite takes some 32,000 parameters. */
const BATCH = 1000;

/** What operators have noted on a device. */
export interface Labels {
  tags: string[];
  attributes: Record<string, string>;
}

/** The same attributes for each of these devices; others that they have stay. */
export async function writeAttributes(
  trx: Db,
  devices: readonly number[],
  attributes: Readonly<Record<string, string>>,
): Promise<void> {
  const rows = devices.flatMap((device_number) =>
    Object.entries(attributes).map(([name, value]) => ({
      device_number,
      name,
      value,
      number: numberOf(value) ?? null,
    })),
  );
  for (let at = 0; at < rows.length; at += BATCH)
    await trx
      .insertInto("device_attributes")
      .values(rows.slice(at, at + BATCH))
      .onConflict((on) =>
        on
          .columns(["device_number", "name"])
          .doUpdateSet((eb) => ({ value: eb.ref("excluded.value"), number: eb.ref("excluded.number") })),
      )
      .execute();
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
