import type { Query } from "../query/query.ts";
import { groupsOf } from "../query/walk.ts";

/**
 * The way from a group back to itself, if it had this query: `berlin`, `shops`, `berlin`.
 * @param queryOf what the other groups ask for; undefined for lists and for what is not there
 */
export function findCycle(
  name: string,
  query: Query,
  queryOf: (name: string) => Query | undefined,
): string[] | undefined {
  const done = new Set<string>();
  const visit = (asked: Query, way: readonly string[]): string[] | undefined => {
    for (const { name: next } of groupsOf(asked)) {
      if (next === name) return [...way, next];
      if (done.has(next)) continue;
      done.add(next);
      const inside = queryOf(next);
      const found = inside && visit(inside, [...way, next]);
      if (found) return found;
    }
    return undefined;
  };
  return visit(query, [name]);
}
