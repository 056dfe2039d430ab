import type { GroupReference, Query, Term } from "./query.ts";

/** Every term of a query, in the order in which they stand. */
export function termsOf(query: Query): Term[] {
  switch (query.kind) {
    case "all":
      return [];
    case "and":
    case "or":
      return query.parts.flatMap(termsOf);
    case "not":
      return termsOf(query.part);
    default:
      return [query];
  }
}

/** Groups that a query names itself; those that are in these are not. */
export function groupsOf(query: Query): GroupReference[] {
  return termsOf(query).flatMap((term) => (term.kind === "group" ? term.any : []));
}

/** What a query costs: each value is asked for by itself. */
export function countTerms(query: Query): number {
  return termsOf(query).reduce((sum, term) => sum + ("any" in term ? term.any.length : 1), 0);
}
