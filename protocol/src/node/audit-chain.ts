import { createHash } from "node:crypto";
import { Compile } from "typebox/compile";
import { type ChainedEntry, chained, entryBytes } from "../audit/chain.ts";
import type { AuditEvent } from "../audit/event.ts";
import { CHECKPOINT_CONTEXT, type Checkpoint, SealedCheckpoint } from "../audit/trail.ts";
import { encodeCbor } from "../codec/cbor.ts";
import { type Signer, seal } from "../codec/sign1.ts";

const sealedCheckpoint = Compile(SealedCheckpoint);

/**
 * @param previous hash of the entry before, hexadecimal
 * @returns SHA-256 of {@link entryBytes}, hexadecimal
 */
export function entryHash(previous: string, entry: ChainedEntry): string {
  return createHash("sha256").update(entryBytes(previous, entry)).digest("hex");
}

/** The same of an entry that was read. */
export function eventHash(previous: string, event: AuditEvent): string {
  return entryHash(previous, chained(event));
}

export function sealCheckpoint(checkpoint: Checkpoint, signer: Signer): SealedCheckpoint {
  const sealed = seal(encodeCbor(checkpoint), CHECKPOINT_CONTEXT, signer);
  return { ...checkpoint, keyId: signer.keyId, sealed: Buffer.from(sealed).toString("base64url") };
}

/** @returns undefined where a line of a file is none */
export function readCheckpoint(line: string): SealedCheckpoint | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return sealedCheckpoint.Check(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
