import type { ReleaseId } from "@shoal/core/release/candidate";
import { supersededBy } from "@shoal/core/release/superseded-by";
import type { Release } from "@shoal/protocol/package/release";
import { say } from "@shoal/protocol/sentence/say";
import { chunksOf } from "../db/chunks.ts";
import type { Db } from "../db/schema.ts";

/** Of these devices, those on which another package has taken the place of a release, and which one. */
export async function replacedOn(
  db: Db,
  other: ReleaseId,
  deviceNumbers: readonly number[],
): Promise<Map<number, ReleaseId>> {
  const found = new Map<number, ReleaseId>();
  const known = await db
    .selectFrom("release_relations")
    .innerJoin("releases", "releases.id", "release_relations.release_id")
    .select(["releases.id", "releases.body"])
    .where("relation", "=", "supersedes")
    .where("release_relations.package", "=", other.package)
    .execute();
  const ids = known.filter((row) => supersededBy(JSON.parse(row.body) as Release, other)).map((row) => row.id);
  if (ids.length === 0) return found;
  for (const numbers of chunksOf(deviceNumbers)) {
    const rows = await db
      .selectFrom("device_releases")
      .select(["device_number", "package", "version"])
      .where("device_number", "in", numbers)
      .where("release_id", "in", ids)
      .execute();
    for (const row of rows) found.set(row.device_number, { package: row.package, version: row.version ?? "" });
  }
  return found;
}

/** Why a device does not get what was replaced on it. */
export function whyReplaced(by: ReleaseId, name: string): string {
  return say("takes-its-place", { ...by, other: name });
}
