import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fromHex, toHex } from "@shoal/protocol/codec/hex";

const [KEY_BYTES, NONCE_BYTES, TAG_BYTES] = [32, 12, 16];

/** Where the key is, in the data folder. */
export const SECRET_KEY = "secret.key";

/** Shuts values away, and opens them again. */
export interface Vault {
  shut(name: string, value: string): Uint8Array;
  /** @returns undefined where it was shut with another key or under another name, or is damaged */
  open(name: string, shut: Uint8Array): string | undefined;
}

/**
 * AES-256-GCM (NIST SP 800-38D) under a key that lies beside the database and not in it: who has a copy of the database alone has nothing.
 * The name is authenticated with the value, so that one cannot be put in the place of another. Nonces are random: 2^32 values may be
 * shut under one key.
 */
export function openVault(dataDir: string): Vault {
  const file = join(dataDir, SECRET_KEY);
  if (!existsSync(file)) writeFileSync(file, `${toHex(randomBytes(KEY_BYTES))}\n`, { mode: 0o600, flag: "wx" });
  const key = fromHex(readFileSync(file, "utf8").trim());
  if (key.length !== KEY_BYTES)
    throw new Error(`${file} is not a key of ${KEY_BYTES} bytes; put the one from your backup there`);
  const aad = (name: string) => Buffer.from(`shoal/secret/1:${name}`);
  return {
    shut(name, value) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(aad(name));
      const content = Buffer.concat([cipher.update(value, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), content]);
    },
    open(name, shut) {
      const [nonce, tag] = [shut.subarray(0, NONCE_BYTES), shut.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)];
      if (tag.length < TAG_BYTES) return undefined;
      const decipher = createDecipheriv("aes-256-gcm", key, nonce).setAAD(aad(name)).setAuthTag(tag);
      const content = decipher.update(shut.subarray(NONCE_BYTES + TAG_BYTES));
      try {
        return Buffer.concat([content, decipher.final()]).toString("utf8");
      } catch {
        return undefined;
      }
    },
  };
}
