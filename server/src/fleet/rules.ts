import { DEFAULT_FLEET_RULES, type FleetRules } from "@shoal/protocol/device/rules";
import type { Db } from "../db/schema.ts";

/** The rules of this fleet; what nobody has set is as it is built in. */
export async function readRules(db: Db): Promise<FleetRules> {
  const rows = await db.selectFrom("fleet_rules").selectAll().execute();
  const set = rows
    .filter(({ name }) => Object.hasOwn(DEFAULT_FLEET_RULES, name))
    .map(({ name, value }) => [name, value]);
  return { ...DEFAULT_FLEET_RULES, ...(Object.fromEntries(set) as Partial<FleetRules>) };
}

export async function writeRules(trx: Db, rules: Partial<FleetRules>): Promise<void> {
  for (const [name, value] of Object.entries(rules))
    await trx
      .insertInto("fleet_rules")
      .values({ name, value })
      .onConflict((on) => on.column("name").doUpdateSet({ value }))
      .execute();
}
