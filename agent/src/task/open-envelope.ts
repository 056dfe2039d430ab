import { decodeCbor } from "@shoal/protocol/codec/cbor";
import { open, type Verifier } from "@shoal/protocol/codec/sign1";
import { LIMITS } from "@shoal/protocol/limits";
import { ASSIGNMENT_CONTEXT, Assignment } from "@shoal/protocol/task/assignment";
import { Compile } from "typebox/compile";

const schema = Compile(Assignment);

export type OpenedEnvelope = { ok: true; assignment: Assignment } | { ok: false; detail: string };

export interface EnvelopeRules {
  deviceId: string;
  verify: Verifier;
  /** The highest sequence that was taken; an envelope must be above it. */
  afterSequence: number;
  /** The server's time as far as it is known: a device's own clock may be years off. */
  nowMs: number;
}

/**
 * Everything that must hold before an agent acts on a task message: size, signature by a pinned key, for this device, in
 * date, never seen before, of a known shape. Never throws.
 */
export function openEnvelope(
  bytes: Uint8Array,
  { deviceId, verify, afterSequence, nowMs }: EnvelopeRules,
): OpenedEnvelope {
  const refuse = (detail: string): OpenedEnvelope => ({ ok: false, detail });
  if (bytes.length > LIMITS.envelopeBytes)
    return refuse(`${bytes.length} bytes are more than the ${LIMITS.envelopeBytes} of an envelope`);
  const opened = open(bytes, `${ASSIGNMENT_CONTEXT}:${deviceId}`, verify);
  if (!opened.ok) return refuse(`${opened.detail} (for device ${deviceId})`);
  let value: unknown;
  try {
    value = decodeCbor(opened.payload);
  } catch (error) {
    return refuse(`the content is not CBOR: ${(error as Error).message}`);
  }
  if (!schema.Check(value))
    return refuse(`the content is not an assignment: ${schema.Errors(value)[0]?.message ?? "unknown shape"}`);
  const assignment = value as Assignment;
  if (assignment.deviceId !== deviceId) return refuse(`it is for device ${assignment.deviceId}`);
  if (assignment.sequence <= afterSequence)
    return refuse(`sequence ${assignment.sequence} is not above ${afterSequence}: it was sent before`);
  if (nowMs > assignment.expiresAtMs + LIMITS.clockSkewMs)
    return refuse(`it expired at ${new Date(assignment.expiresAtMs).toISOString()}`);
  if (assignment.issuedAtMs > nowMs + LIMITS.clockSkewMs)
    return refuse(`it was issued in the future, at ${new Date(assignment.issuedAtMs).toISOString()}`);
  return { ok: true, assignment };
}
