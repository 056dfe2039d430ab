import { queryOf } from "@shoal/core/fleet/order";
import { findCycle } from "@shoal/core/group/cycle";
import type { FleetObject } from "@shoal/protocol/fleet/object";
import type { Db } from "../db/schema.ts";
import { groupStore } from "../group/store.ts";
import { Refusal } from "../http/refusal.ts";
import { type FleetProblem, problemOf } from "./problems.ts";

/** Groups of one apply that contain each other: seen before the first of them is made, which would miss the second. */
export async function refuseCycles(trx: Db, objects: readonly FleetObject[], problems: FleetProblem[]): Promise<void> {
  const queries = await groupStore(trx).queries();
  for (const object of objects) {
    if (object.kind !== "group") continue;
    const query = queryOf(object);
    if (query) queries.set(object.name, query);
    else queries.delete(object.name);
  }
  for (const [at, object] of objects.entries()) {
    const query = object.kind === "group" ? queries.get(object.name) : undefined;
    const cycle = query && findCycle(object.name, query, (name) => queries.get(name));
    if (cycle) problems.push(problemOf(new Refusal("group-cycle", cycle.join(" → ")), object, at, object));
  }
}
