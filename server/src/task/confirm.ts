import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import type { Targets } from "@shoal/protocol/task/task";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { readQuery } from "../query/refuse.ts";
import type { QueryScope } from "../query/scope.ts";
import { targeted } from "./targets.ts";

/** How many devices targets reach now, of how many that could be reached (of those that they keep within), and how many more they name that are retired. */
export interface Reach {
  devices: number;
  of: number;
  retired: number;
  /** Of those that are retired. */
  revoked: number;
  /** Of those that are reached. */
  quarantined: number;
}

export async function reachOf(db: Db, targets: Targets, scope: QueryScope): Promise<Reach> {
  const named = await targeted(db, targets, scope, { retired: true });
  const counts = await named
    ?.select((eb) => [
      eb.fn.countAll().as("all"),
      eb.fn.count("retired_ms").as("retired"),
      eb.fn.count("revoked_ms").as("revoked"),
      eb.fn
        .count(eb.case().when("retired_ms", "is", null).then(eb.ref("quarantined_ms")).else(null).end())
        .as("quarantined"),
    ])
    .executeTakeFirstOrThrow();
  const { within } = targets;
  const any = await targeted(db, { all: true, ...(within ? { within } : {}) }, scope);
  const row = await any!.select((eb) => eb.fn.countAll().as("count")).executeTakeFirst();
  const retired = Number(counts?.retired ?? 0);
  return {
    devices: Number(counts?.all ?? 0) - retired,
    of: Number(row?.count ?? 0),
    retired,
    revoked: Number(counts?.revoked ?? 0),
    quarantined: Number(counts?.quarantined ?? 0),
  };
}

/**
 * A query that matches everything is what a slip looks like: a `not` too many, an `or` that is enough for all. Who means everything writes
 * `all`, or says how many devices it is that they mean.
 * @param confirm the count that was said
 * @throws Refusal with the count
 */
export async function refuseEverything(
  db: Db,
  targets: Targets,
  scope: QueryScope,
  confirm: number | undefined,
): Promise<void> {
  if (targets.query === undefined || readQuery(targets.query).kind === "all") return;
  const { devices, of } = await reachOf(db, targets, scope);
  if (of <= LIMITS.unaskedDevices || devices < of || confirm === devices) return;
  const said = { query: targets.query, count: devices, all: of };
  throw new Refusal(
    "query-matches-all",
    confirm === undefined
      ? say("query-matches-count", said)
      : say("query-matches-other", { ...said, confirmed: confirm }),
    {
      devices,
    },
  );
}
