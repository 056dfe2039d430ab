import { decodeCbor } from "@shoal/protocol/codec/cbor";
import { open, type Verifier } from "@shoal/protocol/codec/sign1";
import { LIMITS } from "@shoal/protocol/limits";
import { ASSIGNMENT_CONTEXT, Assignment } from "@shoal/protocol/task/assignment";
import { Compile } from "typebox/compile";

const schema = Compile(Assignment);

/** `passedSequence`: signed for this device by a trusted key, so that its sequence may be believed although it is refused. */
export type OpenedEnvelope =
  | { ok: true; assignment: Assignment }
  | { ok: false; detail: string; passedSequence?: number };

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
  const sequence = sequenceOf(value);
  if (sequence !== undefined && sequence <= afterSequence)
    return refuse(`sequence ${sequence} is not above ${afterSequence}: it was sent before`);
  // From here on it is new and from the server: one that cannot be used does not hold up those behind it.
  const pass = (detail: string): OpenedEnvelope => ({
    ok: false,
    detail,
    ...(sequence === undefined ? {} : { passedSequence: sequence }),
  });
  if (!schema.Check(value)) {
    const [first] = schema.Errors(value);
    return pass(
      `the content is not an assignment: ${first ? `${first.instancePath} ${first.message}` : "its shape is unknown"}`,
    );
  }
  const assignment = value as Assignment;
  if (assignment.deviceId !== deviceId) return refuse(`it is for device ${assignment.deviceId}`);
  if (nowMs > assignment.expiresAtMs + LIMITS.clockSkewMs)
    return pass(`it expired at ${dateOf(assignment.expiresAtMs)}`);
  if (assignment.issuedAtMs > nowMs + LIMITS.clockSkewMs)
    return pass(`it was issued in the future, at ${dateOf(assignment.issuedAtMs)}`);
  return { ok: true, assignment };
}

function sequenceOf(value: unknown): number | undefined {
  const sequence = (value as { sequence?: unknown } | null)?.sequence;
  return Number.isSafeInteger(sequence) && (sequence as number) > 0 ? (sequence as number) : undefined;
}

function dateOf(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? `${ms} ms` : date.toISOString();
}
