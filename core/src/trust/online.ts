import { Metadata, MetaFile, Snapshot, Timestamp } from "@tufjs/models";
import { expiresAt, LIVES_MS, RENEW_SHARE } from "./layout.ts";
import { type Kinds, signWith, type TrustSigner, textOf } from "./metadata.ts";

/** What the server signs by itself: which versions are the current ones, and that this is still so. */
export interface OnlineKeys {
  snapshot: TrustSigner;
  timestamp: TrustSigner;
}

/** @param versions of every role below the root, by name: one that was listed once stays for ever, or clients refuse the rest */
export function signSnapshot(
  version: number,
  versions: ReadonlyMap<string, number>,
  key: TrustSigner,
  nowMs: number,
): Kinds["snapshot"] {
  const meta = Object.fromEntries(
    [...versions].sort().map(([role, each]) => [`${role}.json`, new MetaFile({ version: each })]),
  );
  const snapshot = new Metadata(
    new Snapshot({ version, specVersion: "1.0.31", expires: expiresAt(nowMs, LIVES_MS.snapshot), meta }),
  );
  signWith(snapshot, [key]);
  return snapshot;
}

/** @param sha256 lower-case hexadecimal of a text's UTF-8 */
export function signTimestamp(
  version: number,
  snapshot: Kinds["snapshot"],
  key: TrustSigner,
  nowMs: number,
  sha256: (text: string) => string,
): Kinds["timestamp"] {
  const text = textOf(snapshot);
  const length = new TextEncoder().encode(text).length;
  const snapshotMeta = new MetaFile({ version: snapshot.signed.version, length, hashes: { sha256: sha256(text) } });
  const timestamp = new Metadata(
    new Timestamp({ version, specVersion: "1.0.31", expires: expiresAt(nowMs, LIVES_MS.timestamp), snapshotMeta }),
  );
  signWith(timestamp, [key]);
  return timestamp;
}

/** Is it time to sign it anew? Long before clients would refuse it, so that a server may be down for a while. */
export function isDue(kind: "snapshot" | "timestamp", expiresMs: number, nowMs: number): boolean {
  return expiresMs - nowMs < LIVES_MS[kind] * RENEW_SHARE;
}
