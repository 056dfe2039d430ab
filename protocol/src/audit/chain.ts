import { encodeCbor } from "../codec/cbor.ts";
import { fromHex } from "../codec/hex.ts";
import type { AuditEvent } from "./event.ts";

/** What the first entry has before it. */
export const CHAIN_START = "0".repeat(64);

/** An entry as it is hashed: `detail` is its JSON text, what is not there is null. */
export interface ChainedEntry extends Pick<AuditEvent, "id" | "atMs" | "actor" | "what" | "subject"> {
  detail: string;
  remote: string | null;
  via: string | null;
  requestId: string | null;
}

/**
 * @param previous hash of the entry before, hexadecimal
 * @returns of what an entry's hash is the SHA-256: deterministic CBOR of
 *   `[previous, id, atMs, actor, what, subject, detail, remote, via, requestId]`
 */
export function entryBytes(
  previous: string,
  { id, atMs, actor, what, subject, detail, remote, via, requestId }: ChainedEntry,
): Uint8Array {
  return encodeCbor([fromHex(previous), id, atMs, actor, what, subject, detail, remote, via, requestId]);
}

/** An entry that was read, whose detail is a value again: JSON that was written once is written the same again. */
export function chained(event: AuditEvent): ChainedEntry {
  const { detail, remote = null, via = null, requestId = null } = event;
  return { ...event, detail: JSON.stringify(detail), remote, via, requestId };
}
