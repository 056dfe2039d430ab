import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { Checkpoint, TrailLine } from "@shoal/protocol/audit/trail";
import type { Proving } from "@shoal/protocol/audit/trail-check";
import { fromBase64url } from "@shoal/protocol/codec/base64url";
import { toHex } from "@shoal/protocol/codec/hex";
import { Check } from "typebox/value";

/** Proves a trail where there is no Node, and where nothing may be compiled at run time. */
export const BY_BROWSER: Proving = {
  hash: (bytes) => toHex(sha256(bytes)),
  verifierOf: (keys) => (keyId, message, signature) => {
    const key = keys.find((each) => each.keyId === keyId);
    if (key === undefined) return "unknown-key";
    // As RFC 8032 has it, and Node too.
    return ed25519.verify(signature, message, fromBase64url(key.key), { zip215: false }) ? "valid" : "invalid";
  },
  isLine: (value): value is TrailLine => Check(TrailLine, value),
  isCheckpoint: (value): value is Checkpoint => Check(Checkpoint, value),
};
