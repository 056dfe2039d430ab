import type { Release } from "@shoal/protocol/package/release";
import type { Path } from "@shoal/protocol/schema/json-schema";
import { intervalOf } from "../version/interval.ts";
import { parseRange } from "../version/range.ts";
import { checkMatch } from "./check-match.ts";
import { type PackageProblem, problemAt } from "./problem.ts";

/** What a release says of other packages, as far as it can be judged without them. */
export function checkRelations(release: Release): PackageProblem[] {
  const { name, dependencies = [], supersedes = [] } = release;
  const needed = new Set(dependencies.map((each) => each.package));
  return [
    ...dependencies.flatMap((each, at): PackageProblem[] => {
      const path: Path = ["dependencies", at];
      return [
        ...checkName(
          name,
          dependencies.map((other) => other.package),
          path,
          "a package cannot need itself",
        ),
        ...checkRange(each.versions, [...path, "versions"]),
        ...(each.match === undefined ? [] : checkMatch(each.match, [...path, "match"])),
      ];
    }),
    ...supersedes.flatMap((each, at): PackageProblem[] => {
      const path: Path = ["supersedes", at];
      return [
        ...checkName(
          name,
          supersedes.map((other) => other.package),
          path,
          "an earlier version of the same package is replaced anyway",
        ),
        ...(each.versions === undefined ? [] : checkRange(each.versions, [...path, "versions"])),
        ...(needed.has(each.package)
          ? problemAt(
              [...path, "package"],
              `"${each.package}" is needed and superseded at the same time`,
              "an earlier version of what is needed is replaced anyway",
            )
          : []),
      ];
    }),
  ];
}

function checkName(own: string, names: readonly string[], path: Path, why: string): PackageProblem[] {
  const at = Number(path.at(-1));
  const named = names[at]!;
  if (named === own) return problemAt([...path, "package"], `"${own}" is this package itself`, why);
  if (names.indexOf(named) === at) return [];
  return problemAt([...path, "package"], `"${named}" is there twice`, "write one range that holds for both: >=2 <3");
}

function checkRange(text: string, path: Path): PackageProblem[] {
  const parsed = parseRange(text);
  if (!parsed.ok) return problemAt(path, `versions: ${parsed.error}`);
  return intervalOf(parsed.range) === undefined ? problemAt(path, `versions: no version is in ${text}`) : [];
}
