import type { Release } from "@shoal/protocol/package/release";
import type { Insertable } from "kysely";
import type { Schema } from "../db/schema.ts";

type Relation = Omit<Insertable<Schema["release_relations"]>, "release_id">;

/** What a release has to do with other packages, each once, so that it is found by them. */
export function relationsOf({ dependencies = [], supersedes = [] }: Release): Relation[] {
  const of = (relation: Relation["relation"], names: readonly { package: string }[]) =>
    [...new Set(names.map((each) => each.package))].map((name): Relation => ({ relation, package: name }));
  return [...of("needs", dependencies), ...of("supersedes", supersedes)];
}
