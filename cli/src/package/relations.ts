import { placeUnmet } from "@shoal/core/package/place-unmet";
import { secretsOf } from "@shoal/core/secret/check-references";
import { ERRORS } from "@shoal/protocol/errors/catalogue";
import type { Release } from "@shoal/protocol/package/release";
import { type Api, answerOf } from "../api/client.ts";
import { Failure } from "../exit/failure.ts";
import { problemLine } from "./invalid.ts";
import type { PackageProblemLine } from "./judge.ts";
import type { LoadedPackage } from "./load.ts";

/** What a release needs that the server does not have, each with its place in the package file. */
export async function unmetOn(api: Api, loaded: LoadedPackage, release: Release): Promise<PackageProblemLine[]> {
  const { name, version, dependencies = [] } = release;
  const secrets = secretsOf(release);
  if (dependencies.length === 0 && secrets.length === 0) return [];
  const body = { package: name, version, dependencies, secrets };
  const { problems } = await answerOf(api.POST("/api/v1/releases/check", { body }));
  return problems
    .map(({ code, dependency, secret, message, hint }) => {
      const path = placeUnmet(release, { dependency, secret });
      return { ...loaded.positionOf(path), message, hint, code };
    })
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

const HINTS = {
  "dependency-unmet": "shoal package list shows what is published; what a package needs is published before it.",
  "secret-unset": "Have it set: shoal secret set NAME --package PACKAGE.",
  "secret-unbound": "Have it bound by somebody who sets secrets: shoal secret bind NAME PACKAGES.",
  "dependency-circle": "Take one of the dependencies out, here or in a new version of one of the others.",
};

/** @param done what has happened, or has not */
export function unmetFailure(
  shownPath: string,
  problems: readonly [PackageProblemLine, ...PackageProblemLine[]],
  done: string,
): Failure {
  const code = problems[0].code as keyof typeof HINTS;
  return new Failure({
    title: ERRORS[code].title,
    detail: `${problems.length === 1 ? "It is" : `${problems.length} things are`} said above. ${done}`,
    hint: HINTS[code],
    code,
    problems: problems.map((each) => problemLine(shownPath, each)),
  });
}
