import { type Catalogue, candidateOf, catalogueOf } from "@shoal/core/release/candidate";
import type { Platform } from "@shoal/protocol/device/platform";
import type { Release } from "@shoal/protocol/package/release";
import type { Db } from "../db/schema.ts";

export interface KnownRelease {
  id: number;
  release: Release;
  recalled: boolean;
}

/** Every release of these packages, and of all that one of them may need, directly or by others. */
export async function knownReleases(db: Db, names: Iterable<string>): Promise<KnownRelease[]> {
  const reached = new Set(names);
  const known: KnownRelease[] = [];
  for (const name of reached) {
    const rows = await db
      .selectFrom("releases")
      .select(["id", "body", "recalled_ms"])
      .where("package", "=", name)
      .execute();
    for (const { id, body, recalled_ms } of rows) {
      const release = JSON.parse(body) as Release;
      known.push({ id, release, recalled: recalled_ms !== null });
      for (const need of release.dependencies ?? []) reached.add(need.package);
    }
  }
  return known;
}

/** The same as planning sees it, on devices of one kind or on none in particular. */
export function catalogueFrom(known: readonly KnownRelease[], platform?: Platform): Catalogue {
  return catalogueOf(known.map((each) => candidateOf(each.release, each.recalled, platform)));
}
