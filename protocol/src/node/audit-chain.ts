import { createHash } from "node:crypto";
import { Compile } from "typebox/compile";
import type { AuditEvent } from "../audit/event.ts";
import { CHECKPOINT_CONTEXT, Checkpoint, SealedCheckpoint } from "../audit/trail.ts";
import { decodeCbor, encodeCbor } from "../codec/cbor.ts";
import { fromHex } from "../codec/hex.ts";
import { open, type Signer, seal, type Verifier } from "../codec/sign1.ts";

const checkpointOf = Compile(Checkpoint);
const sealedCheckpoint = Compile(SealedCheckpoint);

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
 * @returns SHA-256 over deterministic CBOR of `[previous, id, atMs, actor, what, subject, detail, remote, via, requestId]`, hexadecimal
 */
export function entryHash(
  previous: string,
  { id, atMs, actor, what, subject, detail, remote, via, requestId }: ChainedEntry,
): string {
  const content = encodeCbor([fromHex(previous), id, atMs, actor, what, subject, detail, remote, via, requestId]);
  return createHash("sha256").update(content).digest("hex");
}

/** The same of an entry that was read, whose detail is a value again: JSON that was written once is written the same again. */
export function eventHash(previous: string, event: AuditEvent): string {
  const { detail, remote = null, via = null, requestId = null } = event;
  return entryHash(previous, { ...event, detail: JSON.stringify(detail), remote, via, requestId });
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

/** @returns what was signed, or why it is not believed */
export function openCheckpoint(sealed: string, verify: Verifier): Checkpoint | string {
  const opened = open(new Uint8Array(Buffer.from(sealed, "base64url")), CHECKPOINT_CONTEXT, verify);
  if (!opened.ok) return opened.detail;
  try {
    const content = decodeCbor(opened.payload);
    return checkpointOf.Check(content) ? content : "what was signed is no checkpoint";
  } catch (error) {
    return `what was signed is not CBOR: ${(error as Error).message}`;
  }
}
