import { createHmac, randomBytes } from "node:crypto";

const PREFIX = "whsec_";

/** A secret as receivers' libraries take it: 32 random bytes in base64. */
export function newSecret(): string {
  return `${PREFIX}${randomBytes(32).toString("base64")}`;
}

export function newMessageId(): string {
  return `msg_${randomBytes(18).toString("base64url")}`;
}

/**
 * The headers that say whose message it is (Standard Webhooks, "Signature scheme"): HMAC-SHA256 over id, moment and body. Several
 * secrets make several signatures, of which a receiver has to know one.
 */
export function signedHeaders(
  message: { id: string; atMs: number; body: string },
  secrets: readonly string[],
): Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string> {
  const seconds = String(Math.floor(message.atMs / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${message.id}.${seconds}.${message.body}`).digest("base64")}`;
  });
  return { "webhook-id": message.id, "webhook-timestamp": seconds, "webhook-signature": signatures.join(" ") };
}
