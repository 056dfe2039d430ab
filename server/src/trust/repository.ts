import { type Acceptance, acceptMetadata, type Submitted } from "@shoal/core/trust/accept";
import { parseMetadata, textOf } from "@shoal/core/trust/metadata";
import { isDue, signSnapshot, signTimestamp } from "@shoal/core/trust/online";
import { sha256Hex } from "@shoal/protocol/node/piece-hasher";
import { trustKeyId } from "@shoal/protocol/node/trust-key";
import { versionFloor } from "../backup/restores.ts";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import type { OnlinePair, ServerKeys } from "./online-keys.ts";
import { type StoredMetadata, trustStore } from "./store.ts";

type Accepted = Extract<Acceptance, { ok: true }>;

/**
 * Takes signed metadata, and says in the same transaction that it is the current one.
 * @throws Refusal that names the role and what is wrong
 */
export async function takeMetadata(
  trx: Db,
  keys: ServerKeys,
  submitted: readonly Submitted[],
  nowMs: number,
): Promise<Accepted> {
  const store = trustStore(trx);
  const current = await store.current();
  const texts = new Map(
    [...current.values()].filter(({ role }) => !isOnline(role)).map(({ role, text }) => [role, text]),
  );
  const accepted = acceptMetadata(texts, submitted, {
    nowMs,
    online: [keys.current, keys.next].flatMap((pair) =>
      pair ? { snapshot: pair.snapshot.key, timestamp: pair.timestamp.key } : [],
    ),
    keyIdOf: (key) => trustKeyId(key.keyVal.public ?? ""),
  });
  if (!accepted.ok) throw new Refusal(accepted.code, accepted.detail);
  for (const { expires, ...each } of accepted.changed) {
    const stored = { ...each, expires_ms: Date.parse(expires) };
    await store.put(stored, nowMs);
    current.set(each.role, stored);
  }
  await sayCurrent(trx, keys.namedBy(current.get("root")!.text), current, nowMs);
  return accepted;
}

/** Signs anew what would expire before long. @returns which roles; none where there is no repository yet */
export async function renewOnline(trx: Db, keys: ServerKeys, nowMs: number): Promise<string[]> {
  const current = await trustStore(trx).current();
  const floor = await versionFloor(trx);
  const due = (["snapshot", "timestamp"] as const).filter((role) => {
    const stored = current.get(role);
    return stored !== undefined && (stored.version < floor || isDue(role, stored.expires_ms, nowMs));
  });
  const root = current.get("root");
  if (!root) return [];
  const pair = keys.namedBy(root.text);
  if (due.includes("snapshot")) await sayCurrent(trx, pair, current, nowMs);
  else if (due.includes("timestamp")) await sayTimestamp(trx, pair, current, current.get("snapshot")!, nowMs);
  return due;
}

function isOnline(role: string): boolean {
  return role === "snapshot" || role === "timestamp";
}

async function sayCurrent(
  trx: Db,
  keys: OnlinePair,
  current: ReadonlyMap<string, StoredMetadata>,
  nowMs: number,
): Promise<void> {
  const versions = new Map(
    [...current.values()]
      .filter(({ role }) => role !== "root" && !isOnline(role))
      .map((each) => [each.role, each.version]),
  );
  const version = Math.max((current.get("snapshot")?.version ?? 0) + 1, await versionFloor(trx));
  const snapshot = signSnapshot(version, versions, keys.snapshot, nowMs);
  const stored = storedOf("snapshot", snapshot);
  await trustStore(trx).put(stored, nowMs);
  await sayTimestamp(trx, keys, current, stored, nowMs);
}

async function sayTimestamp(
  trx: Db,
  keys: OnlinePair,
  current: ReadonlyMap<string, StoredMetadata>,
  snapshot: StoredMetadata,
  nowMs: number,
): Promise<void> {
  const version = Math.max((current.get("timestamp")?.version ?? 0) + 1, await versionFloor(trx));
  const parsed = parseMetadata("snapshot", snapshot.text);
  const timestamp = signTimestamp(version, parsed, keys.timestamp, nowMs, (text) => sha256Hex(Buffer.from(text)));
  await trustStore(trx).put(storedOf("timestamp", timestamp), nowMs);
}

function storedOf(
  role: "snapshot" | "timestamp",
  metadata: ReturnType<typeof signSnapshot> | ReturnType<typeof signTimestamp>,
): StoredMetadata {
  const { version, expires } = metadata.signed;
  return { role, version, text: textOf(metadata), expires_ms: Date.parse(expires) };
}
