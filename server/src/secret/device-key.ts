import { createPublicKey } from "node:crypto";
import type { SealingKey } from "@shoal/protocol/secret/sealing-key";
import { Refusal } from "../http/refusal.ts";

/** As it is stored. */
export function keyText({ x, y }: SealingKey): string {
  return JSON.stringify({ x, y });
}

/** @throws Refusal where it is no point of the curve: nothing could ever be sealed with it */
export function checkKey({ x, y }: SealingKey): void {
  try {
    createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  } catch {
    throw new Refusal("bad-request", "body/sealingKey is no public key of P-256");
  }
}
