import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Trust } from "@shoal/protocol/agent/enrol";
import type { Signer } from "@shoal/protocol/codec/sign1";
import { generateKeyPem, type PublicKey, signerFromPem } from "@shoal/protocol/node/ed25519";
import type { Db } from "../db/schema.ts";
import type { Authority } from "../identity/authority.ts";
import { trustStore } from "../trust/store.ts";

/** The server's task key, made at its first start. */
export function loadTaskKey(dataDir: string): Signer & { publicKey: PublicKey } {
  const file = join(dataDir, "task.key");
  if (!existsSync(file)) writeFileSync(file, generateKeyPem(), { mode: 0o600, flag: "wx" });
  return signerFromPem(readFileSync(file, "utf8"));
}

/** What agents are pinned to, as it stands now; its root is empty where it is not said yet whose releases are trusted. */
export async function currentTrust(db: Db, authority: Authority, taskKey: PublicKey): Promise<Trust> {
  const root = await trustStore(db).newest("root");
  return {
    format: 2,
    cas: authority.certificates.map(({ raw }) => raw.toString("base64")),
    taskKeys: [{ keyId: taskKey.keyId, key: taskKey.key }],
    root: root?.text ?? "",
  };
}
