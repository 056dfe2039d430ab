import { createHash } from "node:crypto";
import { encodeCbor } from "@shoal/protocol/codec/cbor";
import type { Inventory } from "@shoal/protocol/device/platform";

/** SHA-256 over deterministic CBOR: agent and server name the same inventory alike. */
export function inventoryDigest(inventory: Inventory): string {
  return createHash("sha256").update(encodeCbor(inventory)).digest("hex");
}
