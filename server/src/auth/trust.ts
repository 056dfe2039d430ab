import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Trust } from "@shoal/protocol/agent/enrol";
import type { Signer } from "@shoal/protocol/codec/sign1";
import { generateKeyPem, type PublicKey, signerFromPem } from "@shoal/protocol/node/ed25519";
import type { Db } from "../db/schema.ts";
import type { Authority } from "../identity/authority.ts";

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
export async function currentTrust(db: Db, authority: Authority, taskKey: PublicKey): Promise<Trust> {
  return {
    format: 2,
    cas: authority.certificates.map(({ raw }) => raw.toString("base64")),
    taskKeys: [{ keyId: taskKey.keyId, key: taskKey.key }],
    releaseKeys: await releaseKeys(db),
  };
}
