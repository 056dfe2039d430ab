import type { Superseded } from "@shoal/protocol/package/relations";
import type { Release } from "@shoal/protocol/package/release";
import { inRange, parseRange } from "../version/range.ts";
import type { ReleaseId } from "./candidate.ts";

/** What a release says of another one whose place it takes; undefined where it does not. */
export function supersededBy(release: Pick<Release, "supersedes">, other: ReleaseId): Superseded | undefined {
  return release.supersedes?.find((each) => {
    if (each.package !== other.package) return false;
    if (each.versions === undefined) return true;
    const parsed = parseRange(each.versions);
    return parsed.ok && inRange(other.version, parsed.range);
  });
}
