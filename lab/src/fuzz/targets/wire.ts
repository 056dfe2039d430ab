import assert from "node:assert/strict";
import { decodePushFrame, encodePushFrame } from "@shoal/protocol/agent/socket";
import { decodeCbor, decodeCborMap, encodeCbor } from "@shoal/protocol/codec/cbor";
import { open, seal } from "@shoal/protocol/codec/sign1";
import { decodeManifest, encodeManifest } from "@shoal/protocol/content/manifest";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { LIMITS } from "@shoal/protocol/limits";
import {
  decodeControl,
  encodeControl,
  readSymbol,
  SYMBOL_HEAD_BYTES,
  typeByte,
  typeOf,
} from "@shoal/protocol/multicast/codec";
import { MalformedMessage } from "@shoal/protocol/multicast/fields";
import type { Control } from "@shoal/protocol/multicast/messages";
import { generateKeyPem, signerFromPem, verifierOf } from "@shoal/protocol/node/ed25519";
import { encodeFrameHead, FrameReader } from "@shoal/protocol/peer/frame";
import { parsePeerPath, parseRun, peerPath } from "@shoal/protocol/peer/path";
import { type FuzzTarget, read, textOf, utf8 } from "../target.ts";
import { CONTROLS } from "./controls.ts";

const signer = signerFromPem(generateKeyPem());
const verify = verifierOf([signer.publicKey]);
export const CBOR_WORDS = [
  0x9b, 0xbb, 0x5b, 0x7b, 0x9f, 0xbf, 0xff, 0xf9, 0xfb, 0xc1, 0xd8, 0x81, 0xa1, 0x1b, 0xf6, 0x80, 0xa0,
].map((byte) => Uint8Array.of(byte));
const sealed = () => [seal(encodeCbor({ a: [1, "x", { b: null }] }), "x", signer), seal(new Uint8Array(0), "", signer)];

export const WIRE_TARGETS: readonly FuzzTarget[] = [
  {
    name: "cbor",
    maxBytes: LIMITS.envelopeBytes,
    seeds: () =>
      [{ a: [1, -1, "x", new Uint8Array(3), null, true, 1.5], b: { c: {} } }, [[[[]]]], "x".repeat(300)].map(
        encodeCbor,
      ),
    words: CBOR_WORDS,
    decode(bytes) {
      read([Error], () => decodeCborMap(bytes));
      const value = read([Error], () => decodeCbor(bytes));
      // One value has one encoding.
      if (value !== undefined) assert.deepEqual(Buffer.from(encodeCbor(value)), Buffer.from(bytes));
    },
  },
  {
    name: "sign1",
    maxBytes: LIMITS.envelopeBytes,
    seeds: sealed,
    words: [...CBOR_WORDS, utf8(signer.keyId)],
    decode: (bytes) => {
      const opened = open(bytes, "x", verify);
      // Nobody but the signer makes one that opens.
      if (opened.ok) assert.deepEqual(Buffer.from(bytes), Buffer.from(sealed()[0]!));
    },
  },
  {
    name: "manifest",
    maxBytes: 4096,
    seeds: () => {
      const digest = "ab".repeat(32);
      return [0, 1, PIECE_BYTES, 3 * PIECE_BYTES + 1].map((sizeBytes) =>
        encodeManifest({ sizeBytes, digest, pieces: new Uint8Array(Math.ceil(sizeBytes / PIECE_BYTES) * 32) }),
      );
    },
    decode(bytes) {
      const manifest = read([Error], () => decodeManifest(bytes));
      if (manifest) assert.deepEqual(Buffer.from(encodeManifest(manifest)), Buffer.from(bytes));
    },
  },
  {
    name: "push frame",
    maxBytes: LIMITS.pieceBytes + 16,
    seeds: () => [encodePushFrame(1, 2, new Uint8Array(40)), encodePushFrame(2 ** 32 - 1, 0, new Uint8Array())],
    decode: (bytes) => read([Error], () => decodePushFrame(bytes)),
  },
  {
    name: "peer frames",
    maxBytes: 4096,
    seeds: () => [
      Buffer.concat([encodeFrameHead(1, 3), new Uint8Array(3), encodeFrameHead(0, 0)]),
      encodeFrameHead(7, LIMITS.pieceBytes),
    ],
    decode(bytes) {
      read([Error], () => {
        const reader = new FrameReader();
        const cut = (bytes[0] ?? 0) % 16;
        for (const part of [bytes.subarray(0, cut), bytes.subarray(cut)])
          for (const frame of reader.read(part)) assert.ok(frame.bytes.length <= LIMITS.pieceBytes);
      });
    },
  },
  {
    name: "peer path",
    maxBytes: LIMITS.peerRequestBytes,
    seeds: () =>
      ["/v1/have/0123456789abcdef", "/v1/pieces/0123456789abcdef/0-9", "/v1/stream/0123456789abcdef?want=0-3,9-9"].map(
        utf8,
      ),
    words: ["/v1/", "?want=", ",", "-", "0", "999999999", "%00", ".."],
    decode(bytes) {
      const path = textOf(bytes);
      const asked = parsePeerPath(path, LIMITS.peerWantRuns);
      if (asked) assert.equal(peerPath(asked), path);
      const runs = asked?.ask === "stream" ? asked.want : asked?.ask === "pieces" ? [asked.run] : [parseRun(path)];
      for (const run of runs) if (run) assert.ok(run[0] >= 0 && run[1] > 0, path);
    },
  },
  {
    name: "datagram",
    maxBytes: 2048,
    seeds: () => [
      ...CONTROLS.map((each) => Buffer.concat([Uint8Array.of(typeByte(each.type)), encodeControl(each)])),
      Buffer.concat([Uint8Array.of(typeByte("symbol")), new Uint8Array(SYMBOL_HEAD_BYTES + LIMITS.symbolBytes)]),
    ],
    decode(bytes) {
      const type = typeOf(bytes[0] ?? 0);
      if (type === undefined) return;
      const body = bytes.subarray(1);
      read([MalformedMessage], () => {
        if (type === "symbol") return void readSymbol(body);
        const message: Control = decodeControl(type, body);
        // What was understood can be said again, and means the same.
        assert.deepEqual(decodeControl(type, encodeControl(message)), message);
        // A reason is text, and what is no UTF-8 in it is shown as such.
        if (type !== "bye") assert.deepEqual(Buffer.from(encodeControl(message)), Buffer.from(body));
      });
    },
  },
];
