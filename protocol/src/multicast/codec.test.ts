import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LIMITS } from "../limits.ts";
import {
  decodeControl,
  encodeControl,
  readSymbol,
  SYMBOL_HEAD_BYTES,
  typeByte,
  typeOf,
  writeSymbolHead,
} from "./codec.ts";
import { MalformedMessage } from "./fields.ts";
import { type Control, MEMBER_STATES, PHASES } from "./messages.ts";

const nat = (max: number) => fc.nat(max);
const u32 = nat(2 ** 32 - 1);
const time = fc.maxSafeNat();
const claim = fc.record({ suitability: nat(255), pieces: nat(1000), tie: u32 });
const loss = { lossPermille: nat(1000), delayMs: nat(LIMITS.delayReportMs) };
const run = fc.tuple(nat(5000), fc.integer({ min: 1, max: 5000 }));

const control: fc.Arbitrary<Control> = fc.oneof(
  fc.record({ type: fc.constant("offer" as const), claim, sentMs: time }),
  fc.record({
    type: fc.constant("beacon" as const),
    claim,
    sentMs: time,
    clockUs: u32,
    phase: fc.constantFrom(...PHASES),
    startsInMs: nat(LIMITS.startDelayMaxMs),
    members: nat(LIMITS.sessionMembers),
    rateBytesPerSecond: nat(LIMITS.castRateBytesPerSecond),
    castSymbols: time,
    peerPort: nat(65_535),
    round: u32,
    holders: fc.array(fc.record({ host: fc.constantFrom("10.1.2.3", "fe80::1%eth0"), port: nat(65_535) }), {
      maxLength: LIMITS.beaconHolders,
    }),
  }),
  fc.record({
    type: fc.constant("status" as const),
    state: fc.constantFrom(...MEMBER_STATES),
    missing: nat(10_000),
    ...loss,
    peerPort: nat(65_535),
    lacks: fc.array(run, { maxLength: LIMITS.statusRuns }),
  }),
  fc.record({
    type: fc.constant("mark" as const),
    clockUs: u32,
    blocks: fc.array(
      fc
        .tuple(nat(5000), nat(255), nat(255))
        .map(([block, a, b]) => ({ block, sent: Math.min(a, b), planned: Math.max(a, b) })),
      { maxLength: LIMITS.markBlocks },
    ),
  }),
  fc.record({
    type: fc.constant("nack" as const),
    ...loss,
    blocks: fc.array(fc.record({ block: nat(5000), need: fc.integer({ min: 1, max: 128 }), known: nat(255) }), {
      maxLength: LIMITS.nackBlocks,
    }),
  }),
  fc.record({ type: fc.constant("bye" as const), why: fc.string({ maxLength: LIMITS.byeChars }) }),
  fc.record({ type: fc.constant("evict" as const), rateBytesPerSecond: nat(LIMITS.castRateBytesPerSecond) }),
);

test("every message comes back as it was, and fits into a datagram", () => {
  fc.assert(
    fc.property(control, (message) => {
      const body = encodeControl(message);
      assert.ok(body.length <= LIMITS.datagramBodyBytes);
      assert.deepEqual(decodeControl(message.type, body), structuredClone(message));
    }),
    { numRuns: 500 },
  );
});

test("the longest lists that are allowed fit", () => {
  const last = Math.ceil(LIMITS.blobBytes / LIMITS.pieceBytes) - 1;
  const fill = <T>(count: number, item: T) => Array.from({ length: count }, () => item);
  for (const message of [
    { type: "mark", clockUs: 2 ** 32 - 1, blocks: fill(LIMITS.markBlocks, { block: last, sent: 255, planned: 255 }) },
    {
      type: "nack",
      lossPermille: 1000,
      delayMs: LIMITS.delayReportMs,
      blocks: fill(LIMITS.nackBlocks, { block: last, need: 128, known: 255 }),
    },
    {
      type: "status",
      state: "left",
      missing: last,
      lossPermille: 1000,
      delayMs: LIMITS.delayReportMs,
      peerPort: 65_535,
      lacks: fill(LIMITS.statusRuns, [last - 200_000, 200_000]),
    },
  ] satisfies Control[])
    assert.deepEqual(decodeControl(message.type, encodeControl(message)), message);
});

test("whatever comes off the wire is one message in its one form, or malformed; nothing else is thrown", () => {
  const types = ["offer", "beacon", "status", "mark", "nack", "bye", "evict"] as const;
  const noise = fc.uint8Array({ maxLength: 200 });
  const mutated = fc.tuple(control, nat(2000), nat(255)).map(([message, at, value]) => {
    const body = encodeControl(message).slice();
    if (body.length > 0) body[at % body.length] = value;
    return body;
  });
  let accepted = 0;
  fc.assert(
    fc.property(fc.constantFrom(...types), fc.oneof(noise, mutated), (type, body) => {
      let message: Control;
      try {
        message = decodeControl(type, body);
      } catch (error) {
        assert.ok(error instanceof MalformedMessage, String(error));
        return;
      }
      accepted++;
      if (message.type !== "bye") assert.deepEqual(encodeControl(message), body);
    }),
    { numRuns: 5000 },
  );
  assert.ok(accepted > 50, "the noise is near enough to messages to try the decoder");
});

test("a message with something after its end, or cut anywhere, is malformed", () => {
  fc.assert(
    fc.property(control, nat(2000), (message, at) => {
      const body = encodeControl(message);
      assert.throws(() => decodeControl(message.type, Uint8Array.of(...body, 0)), MalformedMessage);
      assert.throws(() => decodeControl(message.type, body.subarray(0, at % body.length)), MalformedMessage);
    }),
  );
});

test("a symbol has one length, and a block and an index that exist", () => {
  const body = new Uint8Array(SYMBOL_HEAD_BYTES + LIMITS.symbolBytes).fill(7);
  writeSymbolHead(body, 0, 70_000, 254);
  assert.deepEqual({ ...readSymbol(body), bytes: 0 }, { type: "symbol", block: 70_000, index: 254, bytes: 0 });
  assert.throws(() => readSymbol(body.subarray(1)), MalformedMessage);
  writeSymbolHead(body, 0, 70_000, 255);
  assert.throws(() => readSymbol(body), MalformedMessage);
  writeSymbolHead(body, 0, 2 ** 32 - 1, 0);
  assert.throws(() => readSymbol(body), MalformedMessage);
});

test("the first byte tells version and type; others are nothing", () => {
  for (const type of ["offer", "beacon", "status", "symbol", "mark", "nack", "bye", "evict"] as const)
    assert.equal(typeOf(typeByte(type)), type);
  for (const byte of [0x00, 0x10, 0x19, 0x21, 0xff]) assert.equal(typeOf(byte), undefined);
});
