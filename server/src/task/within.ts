import { say } from "@shoal/protocol/sentence/say";
import type { Targets } from "@shoal/protocol/task/task";
import type { FastifyRequest } from "fastify";
import { type Expression, type SqlBool, sql } from "kysely";
import { boundsOf } from "../auth/hooks.ts";
import { Refusal } from "../http/refusal.ts";

/** Targets as they are meant by whoever is bound to groups: of those that they name, the devices of these. @throws Refusal for other groups */
export function boundTargets(request: FastifyRequest, targets: Targets): Targets {
  const bounds = boundsOf(request);
  if (bounds === undefined) return targets;
  const other = targets.within?.find((group) => !bounds.includes(group));
  if (other !== undefined) throw new Refusal("not-found", say("names-group", { name: other }));
  return { ...targets, within: targets.within ?? [...bounds] };
}

/** Whether targets keep to groups of these bounds: what others target is not there for whoever has them. */
export function isWithin({ within = [] }: Targets, bounds: readonly string[] | undefined): boolean {
  return bounds === undefined || (within.length > 0 && within.every((group) => bounds.includes(group)));
}

/** The same as a condition on `tasks`. */
export function taskWithin(bounds: readonly string[]): Expression<SqlBool> {
  const groups = sql`json_each(${sql.ref("tasks.targets")}, '$.within')`;
  const mine = sql`select value from json_each(${JSON.stringify(bounds)})`;
  return sql<boolean>`exists (select 1 from ${groups}) and not exists (select 1 from ${groups} where value not in (${mine}))`;
}
