import { type Target, targetsIn } from "./make.ts";
import { type Kinds, kindOf, parseMetadata } from "./metadata.ts";
import { signersOf } from "./shape.ts";

/** What the next version of a role would change, for the person who is asked to sign it. */
export interface Changes {
  added: Target[];
  removed: Target[];
  /** Of roles: who may sign what. */
  lines: string[];
}

/** @param before undefined: the role is new */
export function changesOf(
  role: string,
  before: Kinds["root"] | Kinds["targets"] | undefined,
  after: Kinds["root"] | Kinds["targets"],
): Changes {
  const targets = (metadata: typeof before) =>
    metadata && kindOf(role) === "targets" ? targetsIn(metadata as Kinds["targets"]) : [];
  const sameIn = (others: Target[]) => (each: Target) =>
    others.some((other) => other.path === each.path && other.sha256 === each.sha256 && other.length === each.length);
  const [old, next] = [targets(before), targets(after)];
  const names = new Set([...namesOf(before), ...namesOf(after)]);
  const lines = [...names].flatMap((name) => {
    const [was, is] = [before && wordsOf(before, name), wordsOf(after, name)];
    if (was === is) return [];
    return [`${name}: ${was ?? "nobody"} -> ${is ?? "nobody"}`];
  });
  return {
    added: next.filter((each) => !sameIn(old)(each)),
    removed: old.filter((each) => !next.some((other) => other.path === each.path)),
    lines,
  };
}

/** Roles that a root, targets or a publisher's role delegates to; all bins of one are one. */
function namesOf(metadata: Kinds["root"] | Kinds["targets"] | undefined): string[] {
  if (!metadata) return [];
  const { signed } = metadata;
  if ("roles" in signed) return Object.keys(signed.roles);
  const { delegations } = signed;
  if (delegations?.succinctRoles) return [`${delegations.succinctRoles.namePrefix}-00`];
  return Object.keys(delegations?.roles ?? {});
}

function wordsOf(metadata: Kinds["root"] | Kinds["targets"], name: string): string | undefined {
  const signers = signersOf(metadata, name);
  if (!signers) return undefined;
  const keys = signers.keys.map((key) => key.keyID.slice(0, 16)).sort();
  const { signed } = metadata;
  const paths = "roles" in signed ? undefined : signed.delegations?.roles?.[name]?.paths;
  return `${signers.threshold} of ${keys.join(", ")}${paths ? ` for ${paths.join(", ")}` : ""}`;
}

export function parseRole(role: string, text: string): Kinds["root"] | Kinds["targets"] {
  return role === "root" ? parseMetadata("root", text) : parseMetadata("targets", text);
}
