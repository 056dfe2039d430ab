import type { Release } from "@shoal/protocol/package/release";
import type { Path } from "@shoal/protocol/schema/json-schema";
import { say } from "@shoal/protocol/sentence/say";
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
          say("pkg-needs-itself"),
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
          say("pkg-replaced-anyway"),
        ),
        ...(each.versions === undefined ? [] : checkRange(each.versions, [...path, "versions"])),
        ...(needed.has(each.package)
          ? problemAt(
              [...path, "package"],
              say("pkg-needed-and-superseded", { package: each.package }),
              say("pkg-needed-replaced"),
            )
          : []),
      ];
    }),
  ];
}

function checkName(own: string, names: readonly string[], path: Path, why: string): PackageProblem[] {
  const at = Number(path.at(-1));
  const named = names[at]!;
  if (named === own) return problemAt([...path, "package"], say("pkg-itself", { package: own }), why);
  if (names.indexOf(named) === at) return [];
  return problemAt([...path, "package"], say("yaml-twice", { key: `"${named}"` }), say("pkg-one-range"));
}

function checkRange(text: string, path: Path): PackageProblem[] {
  const parsed = parseRange(text);
  if (!parsed.ok) return problemAt(path, say("of-variant", { variant: "versions", why: parsed.error }));
  return intervalOf(parsed.range) === undefined
    ? problemAt(path, say("of-variant", { variant: "versions", why: say("range-none", { range: text }) }))
    : [];
}
