import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Trust } from "@shoal/protocol/agent/enrol";
import { encodeCbor } from "@shoal/protocol/codec/cbor";
import type { Signer } from "@shoal/protocol/codec/sign1";
import { generateKeyPem, type PublicKey, signerFromPem } from "@shoal/protocol/node/ed25519";
import type { Db } from "../db/schema.ts";
import { trustStore } from "../trust/store.ts";

/** The server's task key, made at its first start. */
export function loadTaskKey(dataDir: string): Signer & { publicKey: PublicKey } {
  const file = join(dataDir, "task.key");
  if (!existsSync(file)) writeFileSync(file, generateKeyPem(), { mode: 0o600, flag: "wx" });
  return signerFromPem(readFileSync(file, "utf8"));
}

/** What agents are pinned to, as it stands now; undefined where there is no root of releases yet. */
export async function currentTrust(db: Db, taskKey: PublicKey): Promise<Trust | undefined> {
  const root = await trustStore(db).newest("root");
  return root && { format: 1, taskKeys: [{ keyId: taskKey.keyId, key: taskKey.key }], root: root.text };
}

/** The last part of an enrolment token: it pins the agent before it has spoken to anybody. */
export function trustDigest(trust: Trust): string {
  return createHash("sha256").update(encodeCbor(trust)).digest("base64url");
}
