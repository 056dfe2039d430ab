import { secretsOf } from "@shoal/core/secret/check-references";
import type { Release } from "@shoal/protocol/package/release";
import { say } from "@shoal/protocol/sentence/say";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { secretStore } from "./store.ts";

/** Why a package may not have a secret that it names. */
interface SecretProblem {
  code: "secret-unset" | "secret-unbound";
  secret: string;
  message: string;
  hint: string;
}

export async function secretProblems(db: Db, package_: string, names: readonly string[]): Promise<SecretProblem[]> {
  const reached = await secretStore(db).reach(package_, names);
  return [...reached].flatMap(([secret, { is }]): SecretProblem[] => {
    if (is === "unset")
      return [
        {
          ...{ code: "secret-unset", secret, message: say("pkg-secret-unset", { secret }) },
          hint: say("pkg-secret-unset-hint", { secret, package: package_ }),
        },
      ];
    if (is === "unbound")
      return [
        {
          ...{ code: "secret-unbound", secret, message: say("pkg-secret-unbound", { package: package_, secret }) },
          hint: say("pkg-secret-unbound-hint", { secret }),
        },
      ];
    return [];
  });
}

/**
 * Who may publish a package does not decide which secrets it gets: a release that names one which its package may not use, or which nobody
 * has set, is neither published nor ordered. @throws Refusal
 */
export async function refuseUnreached(db: Db, release: Pick<Release, "name" | "variants">): Promise<void> {
  const problems = await secretProblems(db, release.name, secretsOf(release));
  if (problems.length === 0) return;
  throw new Refusal(problems[0]!.code, problems.map(({ message, hint }) => `${message}; ${hint}`).join(". "));
}
