import { numberOf } from "@shoal/core/query/quantity";
import { formatPrefix, prefixOf } from "@shoal/core/subnet/prefix";
import type { Inventory } from "@shoal/protocol/device/platform";
import type { Db } from "../db/schema.ts";

/**
 * Facts and addresses of an inventory as rows, by which devices are found. Inventories come by the hour and change little, so only what
 * is another than before is written. To be run in a transaction.
 */
export async function writeInventoryRows(trx: Db, device: number, inventory: Inventory): Promise<void> {
  await writeFacts(trx, device, inventory);
  await writeAddresses(trx, device, inventory);
}

async function writeFacts(trx: Db, device: number, { facts }: Inventory): Promise<void> {
  const rows = await trx
    .selectFrom("device_facts")
    .select(["name", "value"])
    .where("device_number", "=", device)
    .execute();
  const before = new Map(rows.map(({ name, value }) => [name, value]));
  const gone = [...before.keys()].filter((name) => !Object.hasOwn(facts, name));
  if (gone.length > 0)
    await trx.deleteFrom("device_facts").where("device_number", "=", device).where("name", "in", gone).execute();
  const changed = Object.entries(facts)
    .map(([name, { value }]) => ({
      device_number: device,
      name,
      value: String(value),
      number: numberOf(value) ?? null,
    }))
    .filter(({ name, value }) => before.get(name) !== value);
  if (changed.length > 0)
    await trx
      .insertInto("device_facts")
      .values(changed)
      .onConflict((on) =>
        on
          .columns(["device_number", "name"])
          .doUpdateSet((eb) => ({ value: eb.ref("excluded.value"), number: eb.ref("excluded.number") })),
      )
      .execute();
}

async function writeAddresses(trx: Db, device: number, { links = [] }: Inventory): Promise<void> {
  const now = new Map<string, string>();
  for (const address of links.flatMap((link) => link.addresses)) {
    const [host = "", length] = address.split("/");
    const prefix = prefixOf(host, Number(length));
    if (prefix) now.set(address, formatPrefix(prefix));
  }
  const rows = await trx.selectFrom("device_addresses").select("address").where("device_number", "=", device).execute();
  const before = new Set(rows.map(({ address }) => address));
  const gone = [...before].filter((address) => !now.has(address));
  if (gone.length > 0)
    await trx.deleteFrom("device_addresses").where("device_number", "=", device).where("address", "in", gone).execute();
  const added = [...now].filter(([address]) => !before.has(address));
  if (added.length > 0)
    await trx
      .insertInto("device_addresses")
      .values(added.map(([address, subnet]) => ({ device_number: device, address, subnet })))
      .execute();
}
