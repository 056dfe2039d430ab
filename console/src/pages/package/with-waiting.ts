import type { PackageRow } from "@shoal/protocol/api/package";
import type { StagedRelease } from "@shoal/protocol/api/trust";

/** A package of the list; one of which nothing was published yet has a name alone. */
export interface ListedPackage extends Pick<PackageRow, "name" | "releases" | "updatedMs"> {
  publisher?: string;
  latestVersion?: string;
  /** The version that waits for its signature, the last that was sent of several. */
  waits?: string;
}

/** Packages with what of them waits for its signature: what was sent and not signed is part of what there is, and can be given to nobody yet. */
export function withWaiting(packages: readonly PackageRow[], staged: readonly StagedRelease[]): ListedPackage[] {
  const waiting = new Map<string, StagedRelease>();
  for (const each of staged.toSorted((a, b) => a.createdMs - b.createdMs))
    if (!each.published) waiting.set(each.package, each);
  const listed: ListedPackage[] = packages.map((row) => {
    const { version } = waiting.get(row.name) ?? {};
    waiting.delete(row.name);
    return version === undefined ? row : { ...row, waits: version };
  });
  for (const { package: name, version, createdMs } of waiting.values())
    listed.push({ name, releases: 0, updatedMs: createdMs, waits: version });
  return listed;
}
