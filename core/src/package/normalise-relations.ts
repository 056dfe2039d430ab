import type { PackageFile } from "@shoal/protocol/package/package-file";
import type { Release } from "@shoal/protocol/package/release";
import { normaliseMatch } from "./normalise-match.ts";
import type { Complain } from "./problem.ts";

/** In the order in which the author wrote them; without any, there is no list, as in releases of before there were such lists. */
export function normaliseRelations(
  { dependencies = [], supersedes = [] }: PackageFile,
  complain: Complain,
): Pick<Release, "dependencies" | "supersedes"> {
  const needed = dependencies.map(({ match, install = true, ...rest }, at) => {
    const where = match && normaliseMatch(match, ["dependencies", at, "match"], complain);
    return { ...rest, install, ...(where === undefined || Object.keys(where).length === 0 ? {} : { match: where }) };
  });
  const superseded = supersedes.map(({ remove = false, ...rest }) => ({ ...rest, remove }));
  return {
    ...(needed.length === 0 ? {} : { dependencies: needed }),
    ...(superseded.length === 0 ? {} : { supersedes: superseded }),
  };
}
