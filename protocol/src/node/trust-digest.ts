import { createHash } from "node:crypto";
import type { Trust } from "../agent/enrol.ts";
import { encodeCbor } from "../codec/cbor.ts";

/** SHA-256 over deterministic CBOR, base64url: what an enrolment token pins an agent to. */
export function trustDigest(trust: Trust): string {
  return createHash("sha256").update(encodeCbor(trust)).digest("base64url");
}
