import { LIMITS } from "@shoal/protocol/limits";
import type { Release } from "@shoal/protocol/package/release";
import { type PackageProblem, problemAt } from "../package/problem.ts";

/** What loaders, shells and the agent itself read: a value there would be a program's, or spoil the run. */
const TAKEN =
  /^(?:LD_|DYLD_|NODE_|SHOAL_|LC_)|^(?:PATH|HOME|USER|LOGNAME|SHELL|IFS|ENV|BASH_ENV|LANG|TZ|TMP|TEMP|TMPDIR|PWD|PERL5LIB|PERL5OPT|PYTHONPATH|RUBYOPT|PATHEXT|COMSPEC|SYSTEMROOT|WINDIR)$/i;

/** Names of all secrets that a release's variants need, each once. */
export function secretsOf({ variants }: Pick<Release, "variants">): string[] {
  return [...new Set(variants.flatMap((variant) => Object.values(variant.secrets ?? {})))].sort();
}

/** What the schema cannot say of references to secrets. */
export function checkSecrets(release: Release): PackageProblem[] {
  const problems = release.variants.flatMap(({ secrets = {}, installer }, at) => {
    if (installer.kind === "image" && Object.keys(secrets).length > 0 && !release.variants[at]!.after)
      return problemAt(
        ["variants", at, "secrets"],
        "an image without a script after it has nobody to give a secret to",
      );
    return Object.keys(secrets)
      .filter((variable) => TAKEN.test(variable))
      .flatMap((variable) =>
        problemAt(
          ["variants", at, "secrets", variable],
          `${variable} is not a variable for a secret: programs and their loaders read it themselves`,
          "give it another name",
        ),
      );
  });
  const names = secretsOf(release);
  return names.length <= LIMITS.secretsPerRelease
    ? problems
    : [
        ...problems,
        ...problemAt(
          ["variants"],
          `the release needs ${names.length} secrets, at most ${LIMITS.secretsPerRelease} are allowed`,
          "put several into one, as a file of settings",
        ),
      ];
}
