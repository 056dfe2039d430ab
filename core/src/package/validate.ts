import { checkReleaseShape } from "@shoal/protocol/package/check-release";
import type { Release } from "@shoal/protocol/package/release";
import type { Path } from "@shoal/protocol/schema/json-schema";
import { say } from "@shoal/protocol/sentence/say";
import { checkSecrets } from "../secret/check-references.ts";
import { findTies } from "../variant/ties.ts";
import { checkDetect } from "./check-detect.ts";
import { checkInstaller } from "./check-installer.ts";
import { checkMatch } from "./check-match.ts";
import { checkExitCodes, checkRemove } from "./check-outcome.ts";
import { checkRelations } from "./check-relations.ts";
import { checkRunAs } from "./check-run-as.ts";
import { type PackageProblem, problemAt } from "./problem.ts";

/**
 * Everything that must hold of a release before it may be signed, stored or installed. Empty where all does. Takes any
 * value, because a signature says who wrote it and not that it is right. Ties come last, under a code of their own.
 */
export function validateRelease(value: unknown): PackageProblem[] {
  const shape = checkReleaseShape(value);
  if (!shape.ok) return shape.problems.map((each) => ({ ...each, code: "package-invalid" }));
  const { variants } = shape.release;
  const problems = [
    ...checkRelations(shape.release),
    ...checkSecrets(shape.release),
    ...repeated(variants.map((variant) => variant.id)).flatMap((at) =>
      problemAt(["variants", at, "id"], say("pkg-id-taken", { id: variants[at]!.id }), say("pkg-id-own")),
    ),
    ...variants.flatMap((variant, at): PackageProblem[] => {
      const path: Path = ["variants", at];
      // Windows and macOS take names that differ in case only for the same.
      const names = variant.files.map((file) => file.name.toLowerCase());
      return [
        ...checkMatch(variant.match, [...path, "match"]),
        ...repeated(names).flatMap((file) =>
          problemAt(
            [...path, "files", file],
            say("pkg-two-files", { file: variant.files[file]!.name }),
            say("pkg-other-name"),
          ),
        ),
        ...checkInstaller(variant, path),
        ...checkDetect(variant, path),
        ...checkExitCodes(variant.exitCodes, path),
        ...checkRemove(variant, path),
        ...checkRunAs(variant, path),
      ];
    }),
  ];
  return problems.length > 0 ? problems : checkTies(shape.release);
}

function checkTies(release: Release): PackageProblem[] {
  const check = findTies(release.variants);
  if (!check.ok) return problemAt(["variants"], check.error);
  return check.ties.map(({ variants: [a, b], example }) => ({
    path: ["variants", release.variants.findIndex((variant) => variant.id === b), "match"],
    on: "value",
    code: "variant-tie",
    message: say("pkg-tie", { one: a, other: b, example }),
    hint: say("pkg-tie-hint"),
  }));
}

/** Places of what was there before. */
function repeated(words: readonly string[]): number[] {
  return words.flatMap((word, at) => (words.indexOf(word) < at ? [at] : []));
}
