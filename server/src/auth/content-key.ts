import { hkdfSync, randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fromHex, toHex } from "@shoal/protocol/codec/hex";

const KEY_BYTES = 32;

/**
 * The keys under which devices of a task exchange content among themselves, one a release (`docs/rfd/0002-multicast.md`). They come of
 * one secret, made at the server's first start; who has one of them knows nothing of the others (RFC 5869).
 * @returns the key for a release by the digest of its signed bytes, in hexadecimal
 */
export function loadContentKeys(dataDir: string): (releaseDigest: string) => string {
  const file = join(dataDir, "content.key");
  if (!existsSync(file)) writeFileSync(file, `${toHex(randomBytes(KEY_BYTES))}\n`, { mode: 0o600, flag: "wx" });
  const secret = fromHex(readFileSync(file, "utf8").trim());
  if (secret.length !== KEY_BYTES)
    throw new Error(`${file} is not a key of ${KEY_BYTES} bytes; put the one from your backup there`);
  return (releaseDigest) =>
    toHex(new Uint8Array(hkdfSync("sha256", secret, fromHex(releaseDigest), "shoal/content/1", KEY_BYTES)));
}
