import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Trust } from "@shoal/protocol/agent/enrol";
import { encodeCbor } from "@shoal/protocol/codec/cbor";
import type { Signer } from "@shoal/protocol/codec/sign1";
import { generateKeyPem, type PublicKey, signerFromPem } from "@shoal/protocol/node/ed25519";
import type { Db } from "../db/schema.ts";

/** The server's task key, made at its first start. */
export function loadTaskKey(dataDir: string): Signer & { publicKey: PublicKey } {
  const file = join(dataDir, "task.key");
  if (!existsSync(file)) writeFileSync(file, generateKeyPem(), { mode: 0o600, flag: "wx" });
  return signerFromPem(readFileSync(file, "utf8"));
}

export async function releaseKeys(db: Db): Promise<PublicKey[]> {
  const rows = await db
    .selectFrom("release_keys")
    .selectAll()
    .where("revoked_ms", "is", null)
    .orderBy("added_ms")
    .execute();
  return rows.map((row) => ({ keyId: row.key_id, key: row.public_key }));
}

/** What agents are pinned to, as it stands now. */
export async function currentTrust(db: Db, taskKey: PublicKey): Promise<Trust> {
  return { format: 1, taskKeys: [{ keyId: taskKey.keyId, key: taskKey.key }], releaseKeys: await releaseKeys(db) };
}

/** The last part of an enrolment token: it pins the agent before it has spoken to anybody. */
export function trustDigest(trust: Trust): string {
  return createHash("sha256").update(encodeCbor(trust)).digest("base64url");
}
