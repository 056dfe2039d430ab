import { binOwner, binsOf } from "@shoal/core/trust/layout";
import { type Kinds, parseMetadata } from "@shoal/core/trust/metadata";
import { signersOf } from "@shoal/core/trust/shape";
import type { TrustRole, TrustState } from "@shoal/protocol/api/trust";
import type { Db } from "../db/schema.ts";
import type { ServerKeys } from "./online-keys.ts";
import { stagedStore } from "./staged.ts";
import { type StoredMetadata, trustStore } from "./store.ts";

/** The metadata as a person wants to see it: who may sign what, who has, and until when it is good. */
export async function trustState(db: Db, keys: ServerKeys): Promise<TrustState> {
  const current = await trustStore(db).current();
  const staged = await stagedStore(db).count();
  const stored = current.get("root");
  const next = keys.next ? { nextOnline: keys.next.publicKeys } : {};
  const online = keys.current.publicKeys;
  if (!stored) return { online, ...next, roles: [], staged };
  const root = parseMetadata("root", stored.text);
  const targets = parseMetadata("targets", current.get("targets")!.text);
  const row = (role: string, delegator: Kinds["root"] | Kinds["targets"]): TrustRole => {
    const { version, expires_ms, text } = current.get(role)!;
    const { keys, threshold } = signersOf(delegator, role)!;
    const { signatures } = JSON.parse(text) as { signatures: { keyid: string }[] };
    const has = new Set(signatures.map((each) => each.keyid));
    const keyIds = keys.map((key) => key.keyID);
    const signedBy = keyIds.filter((id) => has.has(id));
    return { role, version, expiresMs: expires_ms, threshold, keyIds, signedBy, releases: 0 };
  };
  const delegated = Object.values(targets.signed.delegations?.roles ?? {}).map((role): TrustRole => {
    const bins = binsOf(role.name).map((bin) => current.get(bin)!);
    const releases = bins.map(releasesIn);
    return {
      ...row(role.name, targets),
      paths: role.paths ?? [],
      releases: releases.reduce((sum, each) => sum + each, 0),
      bins: { expiresMs: Math.min(...bins.map((bin) => bin.expires_ms)), fullest: Math.max(...releases) },
    };
  });
  const roles = [...["root", "targets", "snapshot", "timestamp"].map((role) => row(role, root)), ...delegated];
  return { root: stored.version, online, ...next, roles, staged };
}

function releasesIn({ role, text }: StoredMetadata): number {
  if (!binOwner(role)) return 0;
  return Object.keys((JSON.parse(text) as { signed: { targets: object } }).signed.targets).length;
}
