import type { FleetTargets } from "@shoal/protocol/fleet/object";
import type { Targets } from "@shoal/protocol/task/task";
import { sql } from "kysely";
import { chunksOf } from "../db/chunks.ts";
import type { Db } from "../db/schema.ts";
import { numbersOf } from "../group/members.ts";

/** How files name these devices: by name where that is the name of one alone, else by id. Sorted. */
export async function namesOf(trx: Db, numbers: readonly number[]): Promise<string[]> {
  const names: string[] = [];
  for (const part of chunksOf(numbers)) {
    const rows = await trx
      .selectFrom("devices")
      .select(["id", "name"])
      .select(
        // A name that is another one's id would mean that one.
        sql<number>`exists (select 1 from devices as other where other.number != devices.number
          and (other.name = devices.name or other.id = devices.name))`.as("ambiguous"),
      )
      .where("number", "in", part)
      .execute();
    for (const { id, name, ambiguous } of rows) names.push(Number(ambiguous) === 1 || name === "" ? id : name);
  }
  return names.sort();
}

/** Targets as the API has them. @throws Refusal where a device is named that is not there */
export async function targetsOf(trx: Db, { devices, ...targets }: FleetTargets): Promise<Targets> {
  if (devices === undefined || devices.length === 0) return targets;
  const deviceIds: string[] = [];
  for (const part of chunksOf(await numbersOf(trx, devices))) {
    const rows = await trx.selectFrom("devices").select("id").where("number", "in", part).execute();
    for (const { id } of rows) deviceIds.push(id);
  }
  return { ...targets, deviceIds };
}
