import { FLEET_KINDS } from "@shoal/protocol/fleet/managed";
import type { FleetObject, GroupObject } from "@shoal/protocol/fleet/object";
import { parseQuery } from "../query/parse.ts";
import type { Query } from "../query/query.ts";
import { groupsOf } from "../query/walk.ts";

/** An object with its position in what was sent. */
export interface Placed {
  at: number;
  object: FleetObject;
}

/** Such that whatever is named comes before what names it: kind by kind, and of groups those that are in others first. */
export function inOrder(objects: readonly FleetObject[]): Placed[] {
  const placed = objects.map((object, at) => ({ at, object }));
  return FLEET_KINDS.flatMap((kind) => {
    const those = placed.filter(({ object }) => object.kind === kind);
    return kind === "group" ? groupsInOrder(those) : those;
  });
}

function groupsInOrder(placed: readonly Placed[]): Placed[] {
  const ordered: Placed[] = [];
  const seen = new Set<Placed>();
  const visit = (each: Placed): void => {
    if (seen.has(each)) return;
    seen.add(each);
    const query = queryOf(each.object as GroupObject);
    for (const name of groupsIn(query)) for (const inside of placed) if (inside.object.name === name) visit(inside);
    ordered.push(each);
  };
  for (const each of placed) visit(each);
  return ordered;
}

/** Groups that an object names, in its query or beside it. */
export function groupsNamedBy(object: FleetObject): string[] {
  const targets = "targets" in object ? object.targets : undefined;
  const rings = object.kind === "task" ? (object.rings ?? []) : [];
  const asking = [...("query" in object ? [object] : []), ...(targets ? [targets] : []), ...rings];
  return [
    ...asking.flatMap((each) => groupsIn(queryOf(each))),
    ...(targets?.groups ?? []),
    ...rings.flatMap(({ group }) => group ?? []),
  ];
}

function groupsIn(query: Query | undefined): string[] {
  return query ? groupsOf(query).map(({ name }) => name) : [];
}

/** Undefined for a list, and for what is no query. */
export function queryOf({ query }: { query?: string | undefined }): Query | undefined {
  const parsed = query === undefined ? undefined : parseQuery(query);
  return parsed?.ok ? parsed.query : undefined;
}
