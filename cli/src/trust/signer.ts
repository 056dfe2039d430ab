import type { Kinds, TrustSigner } from "@shoal/core/trust/metadata";
import { sha256Hex } from "@shoal/protocol/node/piece-hasher";
import { trustKeyParts } from "@shoal/protocol/node/trust-key";
import { Key } from "@tufjs/models";
import type { LocalKey } from "../key/read.ts";
import type { SignedHere } from "./known-root.ts";

/** A key of this machine as what signs metadata. */
export function trustSigner({ publicKey, sign }: LocalKey): TrustSigner {
  return { key: new Key(trustKeyParts(publicKey)), sign };
}

/** What is kept of what was signed. */
export function signedHere({ signed }: Kinds["root"] | Kinds["targets"]): SignedHere {
  return { version: signed.version, sha256: sha256Hex(Buffer.from(JSON.stringify(signed.toJSON()))) };
}

/** As people compare it. */
export function shortId(keyId: string): string {
  return keyId.slice(0, 16);
}
