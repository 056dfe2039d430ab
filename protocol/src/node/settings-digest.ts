import { createHash } from "node:crypto";
import { encodeCbor } from "../codec/cbor.ts";
import type { SettingsOverride } from "../settings/settings.ts";

/** SHA-256 over deterministic CBOR: agent and server name the same set alike, whatever the order of its keys. */
export function settingsDigest(values: SettingsOverride): string {
  return createHash("sha256").update(encodeCbor(values)).digest("hex");
}
