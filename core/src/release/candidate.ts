import type { Platform } from "@shoal/protocol/device/platform";
import type { Release } from "@shoal/protocol/package/release";
import { holds } from "../variant/holds.ts";
import { compareVersions } from "../version/compare.ts";
import { parseRange, type Range } from "../version/range.ts";

export interface ReleaseId {
  package: string;
  version: string;
}

/** What a release needs of another package. */
export interface Need {
  package: string;
  range: Range;
  /** Whether what is missing may be installed for it. */
  install: boolean;
}

/** A release as planning sees it: on one kind of device, or on none in particular. */
export interface Candidate extends ReleaseId {
  /** By name of the package. */
  needs: readonly Need[];
  /** Not to be installed any more, and no help where it is installed. */
  recalled: boolean;
  /** One of its variants is for the device. */
  fits: boolean;
}

/** Releases by package, the highest version first; it has every release of each package that it has. */
export type Catalogue = ReadonlyMap<string, readonly Candidate[]>;

/** @param platform of the device; without one, all that is needed anywhere is needed and may be installed, and every release is for it */
export function candidateOf(release: Release, recalled: boolean, platform?: Platform): Candidate {
  const needs = (release.dependencies ?? [])
    .filter((each) => platform === undefined || each.match === undefined || holds(each.match, platform))
    .flatMap((each): Need[] => {
      const parsed = parseRange(each.versions);
      // A release with another one is not published.
      return parsed.ok
        ? [{ package: each.package, range: parsed.range, install: each.install || platform === undefined }]
        : [];
    })
    .sort((a, b) => (a.package < b.package ? -1 : 1));
  const fits = platform === undefined || release.variants.some((variant) => holds(variant.match, platform));
  return { package: release.name, version: release.version, needs, recalled, fits };
}

export function catalogueOf(candidates: Iterable<Candidate>): Catalogue {
  const found = new Map<string, Candidate[]>();
  for (const each of candidates) found.set(each.package, [...(found.get(each.package) ?? []), each]);
  for (const each of found.values())
    each.sort((a, b) => compareVersions(b.version, a.version) || (a.version < b.version ? 1 : -1));
  return found;
}
