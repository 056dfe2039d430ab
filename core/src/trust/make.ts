import { type Key, Metadata, Root, TargetFile, Targets } from "@tufjs/models";
import { Delegations } from "@tufjs/models/dist/delegations.js";
import { DelegatedRole, Role, SuccinctRoles } from "@tufjs/models/dist/role.js";
import { BIN_BITS, expiresAt, LIVES_MS } from "./layout.ts";
import type { Kinds } from "./metadata.ts";

/** Who signs a role: any `threshold` of these keys. */
export interface Signers {
  keys: readonly Key[];
  threshold: number;
}

export interface Delegation extends Signers {
  name: string;
  /** Of targets: `acme-*` + `/*`. */
  paths: readonly string[];
}

export interface RootParts {
  root: Signers;
  targets: Signers;
  snapshot: Signers;
  timestamp: Signers;
}

const TOP = ["root", "targets", "snapshot", "timestamp"] as const;

export function makeRoot(version: number, parts: RootParts, nowMs: number): Kinds["root"] {
  const keys = Object.fromEntries(TOP.flatMap((role) => parts[role].keys.map((key) => [key.keyID, key])));
  const roles = Object.fromEntries(TOP.map((role) => [role, roleOf(parts[role])]));
  const expires = expiresAt(nowMs, LIVES_MS.root);
  return new Metadata(new Root({ version, specVersion: SPEC, expires, keys, roles, consistentSnapshot: true }));
}

/** The top of all targets: it has none of its own, only who may sign which. The first that fits is asked, and no other. */
export function makeTargets(version: number, delegations: readonly Delegation[], nowMs: number): Kinds["targets"] {
  const roles = Object.fromEntries(
    delegations.map((each) => [
      each.name,
      new DelegatedRole({
        name: each.name,
        keyIDs: each.keys.map((key) => key.keyID),
        threshold: each.threshold,
        terminating: true,
        paths: [...each.paths],
      }),
    ]),
  );
  return targets(version, nowMs, {}, new Delegations({ keys: byId(delegations.flatMap((each) => each.keys)), roles }));
}

/** The role of a publisher: all that it says is which of its bins has what. */
export function makeDelegated(version: number, name: string, by: Signers, nowMs: number): Kinds["targets"] {
  const { keyIDs, threshold } = roleOf(by);
  const succinctRoles = new SuccinctRoles({ keyIDs, threshold, bitLength: BIN_BITS, namePrefix: name });
  return targets(version, nowMs, {}, new Delegations({ keys: byId(by.keys), succinctRoles }));
}

/** @param length, sha256 of the release document */
export interface Target {
  path: string;
  length: number;
  sha256: string;
}

export function makeBin(version: number, files: readonly Target[], nowMs: number): Kinds["targets"] {
  const entries = files.map(({ path, length, sha256 }) => [path, new TargetFile({ path, length, hashes: { sha256 } })]);
  return targets(version, nowMs, Object.fromEntries(entries));
}

/** The same content in the next version, unsigned, with a whole life before it. */
export function renewed<K extends "root" | "targets">(kind: K, before: Kinds[K], nowMs: number): Kinds[K] {
  const version = before.signed.version + 1;
  const expires = expiresAt(nowMs, LIVES_MS[kind]);
  const { signed } = before;
  const common = { version, specVersion: SPEC, expires, unrecognizedFields: signed.unrecognizedFields };
  if (signed instanceof Root)
    return new Metadata(new Root({ ...common, keys: signed.keys, roles: signed.roles })) as Kinds[K];
  const { targets: files, delegations } = signed as Targets;
  return new Metadata(new Targets({ ...common, targets: files, ...(delegations ? { delegations } : {}) })) as Kinds[K];
}

export function targetsIn(bin: Kinds["targets"]): Target[] {
  return Object.values(bin.signed.targets).map(({ path, length, hashes }) => ({
    path,
    length,
    sha256: hashes.sha256 ?? "",
  }));
}

const SPEC = "1.0.31";

function targets(version: number, nowMs: number, files: Record<string, TargetFile>, delegations?: Delegations) {
  const expires = expiresAt(nowMs, LIVES_MS.targets);
  return new Metadata(
    new Targets({ version, specVersion: SPEC, expires, targets: files, ...(delegations ? { delegations } : {}) }),
  );
}

function roleOf({ keys, threshold }: Signers): Role {
  return new Role({ keyIDs: keys.map((key) => key.keyID), threshold });
}

function byId(keys: readonly Key[]): Record<string, Key> {
  return Object.fromEntries(keys.map((key) => [key.keyID, key]));
}
