import { createHash, randomBytes } from "node:crypto";

/** Tokens are 24 random bytes; the server keeps their SHA-256, which is enough for what cannot be guessed. */
export function newToken(prefix: string): { token: string; hash: string } {
  const token = `${prefix}${randomBytes(24).toString("base64url")}`;
  return { token, hash: hashToken(token) };
}

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

export function newId(prefix: string): string {
  const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
  return prefix + Array.from(randomBytes(12), (byte) => alphabet[byte % alphabet.length]).join("");
}
