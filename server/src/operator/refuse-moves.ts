import { say } from "@shoal/protocol/sentence/say";
import type { FastifyRequest } from "fastify";
import { sql } from "kysely";
import { operatorOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import type { QueryScope } from "../query/scope.ts";
import { withinGroups } from "../query/within.ts";

type Members = Map<string, Set<number>>;

/**
 * Does something to devices by which groups may find others. Where whoever orders it is bound to groups, none of these devices may come
 * into a group over which anybody has a role, or leave it: they would give themselves, or a friend, what somebody else has to give.
 * To be run inside a transaction. @param numbers of the devices @throws Refusal
 */
export async function withoutMoves<T>(
  trx: Db,
  request: FastifyRequest,
  numbers: readonly number[],
  scope: QueryScope,
  write: () => Promise<T>,
): Promise<T> {
  const caller = operatorOf(request);
  if (!caller.bound) return await write();
  const before = await membersAmong(trx, numbers, scope);
  const done = await write();
  const own = new Set(caller.grants.flatMap(({ groups = [] }) => groups));
  for (const [group, after] of await membersAmong(trx, numbers, scope)) {
    const had = before.get(group)!;
    const moved = numbers.filter((number) => had.has(number) !== after.has(number)).length;
    if (moved === 0) continue;
    const devices = moved === 1 ? say("one-device") : say("count-devices", { count: moved });
    const which = own.has(group) ? say("names-group", { name: group }) : say("group-of-others");
    throw new Refusal("moves-devices", say("moves", { devices, which }));
  }
  return done;
}

/** Which of these devices are in each group over which somebody has a role, or a token is good. */
async function membersAmong(trx: Db, numbers: readonly number[], scope: QueryScope): Promise<Members> {
  const given = await trx.selectFrom("operator_roles").select("groups").where("groups", "is not", null).execute();
  const lent = await trx
    .selectFrom("api_tokens")
    .select("groups")
    .where("groups", "is not", null)
    .where("revoked_ms", "is", null)
    .where("expires_ms", ">", scope.nowMs)
    .execute();
  const names = new Set([...given, ...lent].flatMap(({ groups }) => JSON.parse(groups!) as string[]));
  const among = sql<boolean>`number in (select value from json_each(${JSON.stringify(numbers)}))`;
  const members: Members = new Map();
  for (const name of names) {
    const rows = trx
      .selectFrom("devices")
      .select("number")
      .where(among)
      .where(await withinGroups(trx, [name], scope));
    members.set(name, new Set((await rows.execute()).map(({ number }) => number)));
  }
  return members;
}
