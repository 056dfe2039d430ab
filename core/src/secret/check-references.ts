import { LIMITS } from "@shoal/protocol/limits";
import type { Release } from "@shoal/protocol/package/release";
import { say } from "@shoal/protocol/sentence/say";
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
      return problemAt(["variants", at, "secrets"], say("pkg-image-secret"));
    return Object.keys(secrets)
      .filter((variable) => TAKEN.test(variable))
      .flatMap((variable) =>
        problemAt(
          ["variants", at, "secrets", variable],
          say("pkg-variable-taken", { variable }),
          say("pkg-another-name"),
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
          say("pkg-secrets-many", { count: names.length, maximum: LIMITS.secretsPerRelease }),
          say("pkg-secrets-hint"),
        ),
      ];
}
