import { parseQuery } from "@shoal/core/query/parse";
import type { GroupReference, Query, QueryError, Term } from "@shoal/core/query/query";
import { countTerms, groupsOf, termsOf } from "@shoal/core/query/walk";
import { LIMITS } from "@shoal/protocol/limits";
import { nearest } from "@shoal/protocol/schema/nearest";
import { say } from "@shoal/protocol/sentence/say";
import type { Expression, SqlBool } from "kysely";
import type { Db } from "../db/schema.ts";
import { readRules } from "../fleet/rules.ts";
import { conditionOf, type Lists } from "./condition.ts";
import { readLists } from "./lists.ts";
import type { QueryScope } from "./scope.ts";

export type Compiled = { ok: true; condition: Expression<SqlBool> } | { ok: false; error: QueryError };

/**
 * A query as a condition on `devices`. What has to be read for it is read now, with the same connection or transaction; the condition
 * itself holds for as long as nothing changes.
 */
export async function compileQuery(db: Db, query: Query, scope: QueryScope): Promise<Compiled> {
  const groups = await readGroups(db, query, scope.names);
  if (!groups.ok) return groups;
  const lists = new Map<Term, Lists>();
  for (const each of [query, ...groups.queries.values()])
    for (const term of each ? termsOf(each) : []) {
      const read = await readLists(db, term);
      if (read) lists.set(term, read);
    }
  const { staleAfterMs } = await readRules(db);
  let online: string | undefined;
  const condition = conditionOf(query, {
    nowMs: scope.nowMs,
    staleAfterMs,
    online: () => (online ??= JSON.stringify([...scope.online()])),
    queryOf: (name) => groups.queries.get(name),
    listsOf: (term) => lists.get(term)!,
  });
  return { ok: true, condition };
}

type Groups = { ok: true; queries: Map<string, Query | undefined> } | { ok: false; error: QueryError };

/**
 * Every group that the query needs, also those in others. Undefined stands for a list of devices.
 * @param names those that the query itself may name; the others are not there for whoever wrote it
 */
async function readGroups(db: Db, query: Query, names: readonly string[] | undefined): Promise<Groups> {
  const hidden = names && groupsOf(query).find(({ name }) => !names.includes(name));
  if (hidden) return { ok: false, error: unknownGroup(hidden.name, names, hidden) };
  const queries = new Map<string, Query | undefined>();
  const wanted: { reference: GroupReference; by: GroupReference }[] = groupsOf(query).map((each) => ({
    reference: each,
    by: each,
  }));
  for (let next = wanted.pop(); next; next = wanted.pop()) {
    // Whatever is wrong further down is pointed at where the query itself leads there.
    const {
      reference: { name },
      by,
    } = next;
    if (queries.has(name)) continue;
    const row = await db.selectFrom("groups").select("query").where("name", "=", name).executeTakeFirst();
    if (!row) return { ok: false, error: unknownGroup(name, await allNames(db), by) };
    const parsed = row.query === null ? undefined : parseQuery(row.query);
    if (parsed && !parsed.ok)
      return refused(
        by,
        say("query-group-unread", { name, message: parsed.error.message }),
        say("query-group-unread-hint", { name }),
      );
    queries.set(name, parsed?.query);
    for (const reference of parsed ? groupsOf(parsed.query) : []) wanted.push({ reference, by });
  }
  const count = written(query, queries, new Map());
  if (count <= LIMITS.queryTermsWithGroups) return { ok: true, queries };
  return refused(
    groupsOf(query)[0]!,
    say("query-groups-long", { count, limit: LIMITS.queryTermsWithGroups }),
    say("query-groups-long-hint"),
  );
}

/** Values of a query with those of its groups, each as often as it is named. Groups contain themselves nowhere. */
function written(query: Query, queries: ReadonlyMap<string, Query | undefined>, known: Map<string, number>): number {
  const inside = groupsOf(query).map(({ name }) => {
    const group = queries.get(name);
    const count = known.get(name) ?? (group ? written(group, queries, known) : 0);
    known.set(name, count);
    return count;
  });
  return inside.reduce((sum, count) => sum + count, countTerms(query));
}

async function allNames(db: Db): Promise<string[]> {
  return (await db.selectFrom("groups").select("name").orderBy("name").execute()).map((row) => row.name);
}

function unknownGroup(name: string, names: readonly string[], at: GroupReference): QueryError {
  const meant = nearest(name, names);
  const list = names.slice(0, 10).join(", ");
  const hint = meant
    ? say("query-meant", { meant: `group:${meant}` })
    : names.length === 0
      ? say("query-no-group-yet")
      : say(names.length > 10 ? "query-groups-more" : "query-groups-are", { list });
  return { column: at.column, message: say("query-no-group", { name }), hint };
}

function refused({ column }: GroupReference, message: string, hint: string): { ok: false; error: QueryError } {
  return { ok: false, error: { column, message, hint } };
}
