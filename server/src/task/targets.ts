import type { Targets } from "@shoal/protocol/task/task";
import type { SelectQueryBuilder } from "kysely";
import type { Db, Schema } from "../db/schema.ts";
import { likeText } from "../device/store.ts";

type Devices = SelectQueryBuilder<Schema, "devices", object>;
/** Values of one list in a condition: SQLite takes some 32,000 parameters, PostgreSQL 65,000. */
const LIST = 10_000;

/**
 * The devices that targets name. Conditions narrow each other; a list of devices is added to what they find.
 * @returns undefined where the targets name nobody
 */
export function targeted(db: Db, targets: Targets): Devices | undefined {
  const ids = targets.deviceIds ?? [];
  const conditions = [targets.os, targets.arch, targets.formFactor, targets.name].some((each) => each !== undefined);
  if (!targets.all && !conditions && ids.length === 0) return undefined;
  return db.selectFrom("devices").where((eb) => {
    const narrowing = [];
    if (targets.os) narrowing.push(eb("os", "in", targets.os));
    if (targets.arch) narrowing.push(eb("arch", "in", targets.arch));
    if (targets.formFactor) narrowing.push(eb("form_factor", "in", targets.formFactor));
    if (targets.name) narrowing.push(eb(eb.fn("lower", ["name"]), "like", `%${likeText(targets.name.toLowerCase())}%`));
    const either = [];
    if (conditions) either.push(eb.and(narrowing));
    else if (targets.all) either.push(eb.lit(true));
    for (let at = 0; at < ids.length; at += LIST)
      either.push(eb.or([eb("id", "in", ids.slice(at, at + LIST)), eb("name", "in", ids.slice(at, at + LIST))]));
    return eb.or(either);
  }) as Devices;
}
