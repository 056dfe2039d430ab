import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeCbor } from "@shoal/protocol/codec/cbor";
import { seal } from "@shoal/protocol/codec/sign1";
import { LIMITS } from "@shoal/protocol/limits";
import { generateKeyPem, signerFromPem, verifierOf } from "@shoal/protocol/node/ed25519";
import { ASSIGNMENT_CONTEXT, type StartAssignment } from "@shoal/protocol/task/assignment";
import fc from "fast-check";
import { type EnvelopeRules, openEnvelope } from "./open-envelope.ts";

const signer = signerFromPem(generateKeyPem());
const rules: EnvelopeRules = { deviceId: "d1", verify: verifierOf([signer.publicKey]), afterSequence: 4, nowMs: 1e12 };
const order: StartAssignment = {
  format: 1,
  order: "start",
  deviceId: "d1",
  sequence: 5,
  issuedAtMs: 1e12,
  expiresAtMs: 1e12 + 1000,
  actionId: "a1",
  taskId: "t1",
  kind: "install",
  delivery: "pull",
  package: "reader",
  version: "2.0",
  releaseDigest: "00".repeat(32),
  settings: {},
};
const sealed = (value: unknown, device = "d1", by = signer) =>
  seal(encodeCbor(value), `${ASSIGNMENT_CONTEXT}:${device}`, by);

function refusal(
  bytes: Uint8Array,
  other: Partial<EnvelopeRules> = {},
): { detail: string; passed: number | undefined } {
  const opened = openEnvelope(bytes, { ...rules, ...other });
  if (opened.ok) assert.fail("it was accepted");
  return { detail: opened.detail, passed: opened.passedSequence };
}

test("a good one is opened, also a cancel", () => {
  const opened = openEnvelope(sealed(order), rules);
  assert.deepEqual(opened.ok && opened.assignment, order);
  const {
    taskId: _t,
    kind: _k,
    delivery: _d,
    package: _p,
    version: _v,
    releaseDigest: _r,
    settings: _s,
    ...head
  } = order;
  const cancel = { ...head, order: "cancel", reason: "cancelled" };
  assert.equal(openEnvelope(sealed(cancel), rules).ok, true);
});

test("another device's, another key's, a replayed one: refused, and their sequence is not believed", () => {
  assert.match(refusal(sealed(order, "d2")).detail, /signature .* does not match/);
  assert.match(refusal(sealed({ ...order, deviceId: "d2" })).detail, /it is for device d2/);
  assert.match(refusal(sealed(order, "d1", signerFromPem(generateKeyPem()))).detail, /not trusted/);
  assert.match(refusal(sealed(order), { afterSequence: 5 }).detail, /not above 5/);
  for (const bytes of [sealed(order, "d2"), sealed({ ...order, deviceId: "d2" })])
    assert.equal(refusal(bytes).passed, undefined);
});

test("an expired one is refused, but its sequence is passed, so that it holds up nothing", () => {
  const late = refusal(sealed(order), { nowMs: order.expiresAtMs + LIMITS.clockSkewMs + 1 });
  assert.match(late.detail, /expired at 2001-09-09/);
  assert.equal(late.passed, 5);
  assert.equal(openEnvelope(sealed(order), { ...rules, nowMs: order.expiresAtMs + LIMITS.clockSkewMs }).ok, true);
  const early = refusal(sealed(order), { nowMs: order.issuedAtMs - LIMITS.clockSkewMs - 1 });
  assert.match(early.detail, /issued in the future/);
});

test("times that are no times, fields that are not known, sizes over the limit", () => {
  assert.match(refusal(sealed({ ...order, issuedAtMs: 9e15, expiresAtMs: 9e15 })).detail, /9000000000000000 ms/);
  const unknown = refusal(sealed({ ...order, urgent: true }));
  assert.match(unknown.detail, /not an assignment/);
  assert.equal(unknown.passed, 5);
  assert.match(refusal(new Uint8Array(LIMITS.envelopeBytes + 1)).detail, /more than/);
});

test("one altered bit, anywhere, is refused", () => {
  const bytes = sealed(order);
  fc.assert(
    fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
      const altered = bytes.slice();
      altered[bit >> 3]! ^= 1 << (bit & 7);
      refusal(altered);
    }),
    { numRuns: 1000 },
  );
});

test("any bytes are refused, and none throw", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void refusal(bytes)));
  fc.assert(fc.property(fc.jsonValue(), (value) => void refusal(sealed(value ?? {}))));
});
