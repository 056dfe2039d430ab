import { LIMITS } from "../limits.ts";
import { FieldReader, FieldWriter, MalformedMessage } from "./fields.ts";
import {
  type Beacon,
  type Claim,
  type Control,
  type Mark,
  MEMBER_STATES,
  type Nack,
  PHASES,
  type SessionMessage,
  type Status,
  type SymbolMessage,
} from "./messages.ts";

/** The first byte of a datagram: version 1 in the high bits. Zero is no message. */
const VERSION = 0x10;
const TYPES = [
  "offer",
  "beacon",
  "status",
  "symbol",
  "mark",
  "nack",
  "bye",
  "evict",
] as const satisfies SessionMessage["type"][];

/** 64 GiB of pieces. */
const MAX_PIECES = Math.ceil(LIMITS.blobBytes / LIMITS.pieceBytes);
const MAX_INDEX = LIMITS.symbolsPerBlock - 1;
const MAX_TIME = Number.MAX_SAFE_INTEGER;
const MAX_U32 = 2 ** 32 - 1;
const HOST_BYTES = 64;

export function typeByte(type: SessionMessage["type"]): number {
  return VERSION | (TYPES.indexOf(type) + 1);
}

/** @returns undefined where the byte is of another version or means nothing */
export function typeOf(byte: number): SessionMessage["type"] | undefined {
  return (byte & 0xf0) === VERSION ? TYPES[(byte & 0x0f) - 1] : undefined;
}

/** Body of a symbol: block and index in fixed places, so that the sender can write it without a copy. */
export const SYMBOL_HEAD_BYTES = 5;

export function writeSymbolHead(into: Uint8Array, at: number, block: number, index: number): void {
  into[at] = block >>> 24;
  into[at + 1] = block >>> 16;
  into[at + 2] = block >>> 8;
  into[at + 3] = block;
  into[at + 4] = index;
}

/** @throws MalformedMessage */
export function readSymbol(body: Uint8Array): SymbolMessage {
  if (body.length !== SYMBOL_HEAD_BYTES + LIMITS.symbolBytes) throw new MalformedMessage("a symbol has one length");
  const block = ((body[0]! << 24) | (body[1]! << 16) | (body[2]! << 8) | body[3]!) >>> 0;
  const index = body[4]!;
  if (block >= MAX_PIECES || index > MAX_INDEX) throw new MalformedMessage("a symbol of no block");
  return { type: "symbol", block, index, bytes: body.subarray(SYMBOL_HEAD_BYTES) };
}

/** @returns the body; lists are cut to what a datagram holds. @throws RangeError where a field is not one */
export function encodeControl(message: Control): Uint8Array {
  const out = new FieldWriter(LIMITS.datagramBodyBytes);
  switch (message.type) {
    case "offer":
      writeClaim(out, message.claim);
      out.varint(message.sentMs);
      break;
    case "beacon":
      writeBeacon(out, message);
      break;
    case "status":
      writeStatus(out, message);
      break;
    case "mark":
      out.varint(message.clockUs);
      writeList(out, message.blocks.slice(0, LIMITS.markBlocks), ({ block, sent, planned }) => {
        out.varint(block);
        out.byte(sent);
        out.byte(planned);
      });
      break;
    case "nack":
      out.varint(message.lossPermille);
      out.varint(message.delayMs);
      writeList(out, message.blocks.slice(0, LIMITS.nackBlocks), ({ block, need, known }) => {
        out.varint(block);
        out.byte(need);
        out.byte(known);
      });
      break;
    case "bye":
      out.text(message.why.slice(0, LIMITS.byeChars));
      break;
    case "evict":
      out.varint(message.rateBytesPerSecond);
      break;
  }
  return out.finish();
}

/** @throws MalformedMessage where the body is not exactly one message of this type */
export function decodeControl(type: Control["type"], body: Uint8Array): Control {
  const from = new FieldReader(body);
  const message = readControl(type, from);
  from.end();
  return message;
}

function readControl(type: Control["type"], from: FieldReader): Control {
  switch (type) {
    case "offer":
      return { type, claim: readClaim(from), sentMs: from.varint(MAX_TIME) };
    case "beacon":
      return readBeacon(from);
    case "status":
      return readStatus(from);
    case "mark":
      return { type, clockUs: from.varint(MAX_U32), blocks: from.list(LIMITS.markBlocks, () => readMark(from)) };
    case "nack":
      return {
        type,
        lossPermille: from.varint(1000),
        delayMs: from.varint(LIMITS.delayReportMs),
        blocks: from.list(LIMITS.nackBlocks, () => readNack(from)),
      };
    case "bye":
      return { type, why: from.text(4 * LIMITS.byeChars) };
    case "evict":
      return { type, rateBytesPerSecond: from.varint(LIMITS.castRateBytesPerSecond) };
  }
}

function writeClaim(out: FieldWriter, { suitability, pieces, tie }: Claim): void {
  out.byte(suitability);
  out.varint(pieces);
  out.varint(tie);
}

function readClaim(from: FieldReader): Claim {
  return { suitability: from.byte(), pieces: from.varint(MAX_PIECES), tie: from.varint(MAX_U32) };
}

function writeBeacon(out: FieldWriter, beacon: Beacon): void {
  writeClaim(out, beacon.claim);
  out.varint(beacon.sentMs);
  out.varint(beacon.clockUs);
  out.byte(PHASES.indexOf(beacon.phase));
  out.varint(beacon.startsInMs);
  out.varint(beacon.members);
  out.varint(beacon.rateBytesPerSecond);
  out.varint(beacon.castSymbols);
  out.varint(beacon.peerPort);
  out.varint(beacon.round);
  writeList(out, beacon.holders.slice(0, LIMITS.beaconHolders), ({ host, port }) => {
    out.text(host);
    out.varint(port);
  });
}

function readBeacon(from: FieldReader): Beacon {
  return {
    type: "beacon",
    claim: readClaim(from),
    sentMs: from.varint(MAX_TIME),
    clockUs: from.varint(MAX_U32),
    phase: PHASES[from.byte(PHASES.length - 1)]!,
    startsInMs: from.varint(LIMITS.startDelayMaxMs),
    members: from.varint(LIMITS.sessionMembers),
    rateBytesPerSecond: from.varint(LIMITS.castRateBytesPerSecond),
    castSymbols: from.varint(MAX_TIME),
    peerPort: from.varint(65_535),
    round: from.varint(MAX_U32),
    holders: from.list(LIMITS.beaconHolders, () => ({ host: from.text(HOST_BYTES), port: from.varint(65_535) })),
  };
}

function writeStatus(out: FieldWriter, status: Status): void {
  out.byte(MEMBER_STATES.indexOf(status.state));
  out.varint(status.missing);
  out.varint(status.lossPermille);
  out.varint(status.delayMs);
  out.varint(status.peerPort);
  writeList(out, status.lacks.slice(0, LIMITS.statusRuns), ([first, count]) => {
    out.varint(first);
    out.varint(count);
  });
}

function readStatus(from: FieldReader): Status {
  return {
    type: "status",
    state: MEMBER_STATES[from.byte(MEMBER_STATES.length - 1)]!,
    missing: from.varint(MAX_PIECES),
    lossPermille: from.varint(1000),
    delayMs: from.varint(LIMITS.delayReportMs),
    peerPort: from.varint(65_535),
    lacks: from.list(LIMITS.statusRuns, () => readRun(from)),
  };
}

function readRun(from: FieldReader): [number, number] {
  const first = from.varint(MAX_PIECES - 1);
  const count = from.varint(MAX_PIECES - first);
  if (count === 0) throw new MalformedMessage("a run of nothing");
  return [first, count];
}

function readMark(from: FieldReader): Mark["blocks"][number] {
  const block = from.varint(MAX_PIECES - 1);
  const sent = from.byte(MAX_INDEX + 1);
  const planned = from.byte(MAX_INDEX + 1);
  if (planned < sent) throw new MalformedMessage("less planned than sent");
  return { block, sent, planned };
}

function readNack(from: FieldReader): Nack["blocks"][number] {
  const block = from.varint(MAX_PIECES - 1);
  const need = from.byte(LIMITS.pieceBytes / LIMITS.symbolBytes);
  const known = from.byte(MAX_INDEX + 1);
  if (need === 0) throw new MalformedMessage("a need of nothing");
  return { block, need, known };
}

function writeList<T>(out: FieldWriter, items: readonly T[], write: (item: T) => void): void {
  out.varint(items.length);
  for (const item of items) write(item);
}
