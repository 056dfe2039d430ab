import type { TrustSigner } from "@shoal/core/trust/metadata";
import { trustKeyParts } from "@shoal/protocol/node/trust-key";
import { Key } from "@tufjs/models";
import type { LocalKey } from "../key/read.ts";

/** A key of this machine as what signs metadata. */
export function trustSigner({ publicKey, sign }: LocalKey): TrustSigner {
  return { key: new Key(trustKeyParts(publicKey)), sign };
}

/** As people compare it. */
export function shortId(keyId: string): string {
  return keyId.slice(0, 16);
}
