import type { LabelsObject } from "@shoal/protocol/fleet/object";
import { matchesGlob } from "../query/glob.ts";
import type { Query } from "../query/query.ts";
import { groupsOf, termsOf } from "../query/walk.ts";
import { queryOf } from "./order.ts";

/**
 * Why labels cannot be given by their own query: it asks for one of them, so whom it finds would depend on whom it found before.
 * @param queries of the groups that have one
 */
export function asksForOwn(
  { targets, tags = [], attributes = {} }: LabelsObject,
  queries: ReadonlyMap<string, Query>,
): string | undefined {
  const seen = new Set<string>();
  const visit = (query: Query | undefined, by: string): string | undefined => {
    if (!query) return undefined;
    for (const term of termsOf(query)) {
      if (term.kind === "text" && term.key === "tag") {
        const tag = tags.find((each) => term.any.some((glob) => matchesGlob(glob, each)));
        if (tag !== undefined)
          return `${by} asks for tag ${tag}, which these labels give: whom it finds would change with it`;
      }
      if (term.kind === "named" && term.key === "attr" && Object.hasOwn(attributes, term.name))
        return `${by} asks for attribute ${term.name}, which these labels give: whom it finds would change with it`;
    }
    return through(groupsOf(query).map(({ name }) => name));
  };
  const through = (groups: readonly string[]): string | undefined => {
    for (const name of groups) {
      if (seen.has(name)) continue;
      seen.add(name);
      const found = visit(queries.get(name), `group ${name}`);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return (
    visit(queryOf(targets), "the query of the targets") ??
    through([...(targets.groups ?? []), ...(targets.within ?? [])])
  );
}
