import { LIMITS } from "@shoal/protocol/limits";
import { type Key, Root } from "@tufjs/models";
import type { DelegatedRole, Role } from "@tufjs/models/dist/role.js";
import { BIN_BITS, isDelegatedName, releaseAt, TOP_ROLES } from "./layout.ts";
import type { Kinds } from "./metadata.ts";

/** What metadata may look like here; TUF allows more than we use, and what is not used is refused. */
export interface ShapeRules {
  /** SHA-256 of the canonical form of a public key, as metadata names it. */
  keyIdOf: (key: Key) => string;
  /** The server's, and those that it has prepared to take their place. */
  online: readonly { snapshot: Key; timestamp: Key }[];
}

/** @returns what is wrong; undefined where nothing is */
export function wrongWithRoot({ signed }: Kinds["root"], rules: ShapeRules): string | undefined {
  if (!signed.consistentSnapshot) return "consistent_snapshot has to be true";
  for (const role of TOP_ROLES) {
    const wrong = wrongWithSigners(signed.roles[role]!, signed.keys, rules);
    if (wrong) return `role ${role}: ${wrong}`;
  }
  const named = (role: "snapshot" | "timestamp") => {
    const { keyIDs, threshold } = signed.roles[role]!;
    return threshold === 1 && keyIDs.length === 1 ? keyIDs[0] : undefined;
  };
  const known = rules.online.some(
    (pair) => named("snapshot") === pair.snapshot.keyID && named("timestamp") === pair.timestamp.keyID,
  );
  return known
    ? undefined
    : "snapshot and timestamp have to name this server's keys, one each; shoal trust show has them";
}

export function wrongWithTargets({ signed }: Kinds["targets"], rules: ShapeRules): string | undefined {
  const { delegations } = signed;
  if (Object.keys(signed.targets).length > 0) return "it may only delegate, and has targets of its own";
  if (!delegations?.roles || delegations.succinctRoles) return "it has to delegate to roles by their names";
  const roles = Object.values(delegations.roles);
  if (roles.length > LIMITS.trustRoles)
    return `it delegates to ${roles.length} roles; ${LIMITS.trustRoles} is the most`;
  for (const role of roles) {
    const wrong = wrongWithDelegation(role) ?? wrongWithSigners(role, delegations.keys, rules);
    if (wrong) return `role ${role.name}: ${wrong}`;
  }
  return undefined;
}

function wrongWithDelegation(role: DelegatedRole): string | undefined {
  if (!isDelegatedName(role.name)) return "its name has to be small letters and digits, from a letter on";
  if (!role.terminating) return "it has to be terminating";
  if (!role.paths || role.paths.length === 0) return "it has to name paths";
  if (role.paths.length > LIMITS.trustPaths) return `${LIMITS.trustPaths} paths is the most`;
  const wrong = role.paths.find((path) => !/^[a-z0-9*][a-z0-9._*-]{0,63}\/\*$/.test(path));
  return wrong === undefined ? undefined : `the path ${wrong} has to be a pattern of package names, and /*`;
}

export function wrongWithDelegated(name: string, { signed }: Kinds["targets"], rules: ShapeRules): string | undefined {
  const succinct = signed.delegations?.succinctRoles;
  if (Object.keys(signed.targets).length > 0) return "it may only delegate to its bins, and has targets of its own";
  if (!signed.delegations || !succinct || signed.delegations.roles) return "it has to delegate to hash bins";
  if (succinct.bitLength !== BIN_BITS || succinct.namePrefix !== name)
    return `its bins have to be ${2 ** BIN_BITS}, and named ${name}-…`;
  return wrongWithSigners(succinct, signed.delegations.keys, rules);
}

export function wrongWithBin({ signed }: Kinds["targets"]): string | undefined {
  if (signed.delegations) return "a bin may not delegate";
  const files = Object.entries(signed.targets);
  if (files.length > LIMITS.trustTargetsPerBin)
    return `it has ${files.length} releases, and ${LIMITS.trustTargetsPerBin} is the most: take old ones out, or delegate to more roles`;
  for (const [path, { length, hashes }] of files) {
    if (!releaseAt(path)) return `${path} is not NAME/VERSION`;
    if (!Number.isSafeInteger(length) || length < 1 || length > LIMITS.releaseBytes)
      return `${path} has ${length} bytes`;
    const names = Object.keys(hashes);
    if (names.length !== 1 || !/^[0-9a-f]{64}$/.test(hashes.sha256 ?? "")) return `${path} has to have a sha256, alone`;
  }
  return undefined;
}

function wrongWithSigners(
  { keyIDs, threshold }: Role,
  keys: Readonly<Record<string, Key>>,
  { keyIdOf }: ShapeRules,
): string | undefined {
  if (keyIDs.length === 0) return "nobody may sign it";
  if (keyIDs.length > LIMITS.trustKeys) return `${LIMITS.trustKeys} keys is the most`;
  if (!Number.isSafeInteger(threshold) || threshold < 1 || threshold > keyIDs.length)
    return `${threshold} of ${keyIDs.length} keys can never sign it`;
  for (const id of keyIDs) {
    const key = keys[id];
    if (!key) return `key ${id.slice(0, 16)} is not there`;
    // Otherwise one key under two names would be two of a threshold.
    if (key.keyID !== id || keyIdOf(key) !== id) return `key ${id.slice(0, 16)} has another key's id`;
    if (key.keyType !== "ed25519" || key.scheme !== "ed25519" || !/^[0-9a-f]{64}$/.test(key.keyVal.public ?? ""))
      return `key ${id.slice(0, 16)} is not Ed25519`;
  }
  return undefined;
}

/** @returns the name of the role that is asked for a release, which is the first that fits; undefined: none is */
export function roleFor({ signed }: Kinds["targets"], path: string): string | undefined {
  for (const role of Object.values(signed.delegations?.roles ?? {})) if (role.isDelegatedPath(path)) return role.name;
  return undefined;
}

/** The bin of a role in which a release stands. */
export function binFor({ signed }: Kinds["targets"], path: string): string | undefined {
  return signed.delegations?.succinctRoles?.getRoleForTarget(path);
}

/** Who may sign a role, by its delegator. */
export function signersOf(
  delegator: Kinds["root"] | Kinds["targets"],
  role: string,
): { keys: Key[]; threshold: number } | undefined {
  const { signed } = delegator;
  const found =
    signed instanceof Root
      ? signed.roles[role]
      : (signed.delegations?.roles?.[role] ??
        (signed.delegations?.succinctRoles?.isDelegatedRole(role) ? signed.delegations.succinctRoles : undefined));
  const keys: Readonly<Record<string, Key>> = (signed instanceof Root ? signed.keys : signed.delegations?.keys) ?? {};
  if (!found) return undefined;
  return { keys: found.keyIDs.flatMap((id) => keys[id] ?? []), threshold: found.threshold };
}
