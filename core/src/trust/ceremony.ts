import type { Key } from "@tufjs/models";
import type { Submitted } from "./accept.ts";
import { binsOf, RELEASE_ROLE } from "./layout.ts";
import { makeBin, makeDelegated, makeRoot, makeTargets } from "./make.ts";
import { type Kinds, signWith, type TrustSigner, textOf } from "./metadata.ts";

export interface Ceremony {
  /** They sign root and targets, `threshold` of them. */
  root: readonly TrustSigner[];
  threshold: number;
  release: TrustSigner;
  online: { snapshot: Key; timestamp: Key };
  nowMs: number;
}

/** All roles of a new repository in their first version, signed; the root comes first. */
export function ceremony({ root, threshold, release, online, nowMs }: Ceremony): Submitted[] {
  const offline = { keys: root.map((each) => each.key), threshold };
  const own = { keys: [release.key], threshold: 1 };
  const one = (key: Key) => ({ keys: [key], threshold: 1 });
  const parts = { root: offline, targets: offline, snapshot: one(online.snapshot), timestamp: one(online.timestamp) };
  return [
    signed("root", makeRoot(1, parts, nowMs), root),
    signed("targets", makeTargets(1, [{ ...own, name: RELEASE_ROLE, paths: ["*/*"] }], nowMs), root),
    ...publisherRoles(RELEASE_ROLE, own, [release], () => 1, nowMs),
  ];
}

/** A publisher's role and its empty bins. @param versionOf each of them, the first or the next one */
export function publisherRoles(
  name: string,
  by: { keys: readonly Key[]; threshold: number },
  signers: readonly TrustSigner[],
  versionOf: (role: string) => number,
  nowMs: number,
): Submitted[] {
  return [
    signed(name, makeDelegated(versionOf(name), name, by, nowMs), signers),
    ...binsOf(name).map((bin) => signed(bin, makeBin(versionOf(bin), [], nowMs), signers)),
  ];
}

function signed(role: string, metadata: Kinds["root"] | Kinds["targets"], by: readonly TrustSigner[]): Submitted {
  signWith(metadata, by);
  return { role, text: textOf(metadata) };
}
