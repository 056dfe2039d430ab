import assert from "node:assert/strict";
import { sessionKeys } from "@shoal/agent/multicast/keys";
import { Opener, Sealer } from "@shoal/agent/multicast/seal";
import { createOutputLog } from "@shoal/agent/process/output-log";
import { createCover } from "@shoal/agent/secret/cover";
import { sealingKey } from "@shoal/agent/secret/key";
import { unseal } from "@shoal/agent/secret/unseal";
import { openEnvelope } from "@shoal/agent/task/open-envelope";
import { acceptSettings } from "@shoal/core/settings/accept";
import { mergeSettings } from "@shoal/core/settings/merge";
import { encodeCbor } from "@shoal/protocol/codec/cbor";
import { seal } from "@shoal/protocol/codec/sign1";
import { LIMITS } from "@shoal/protocol/limits";
import { encodeControl } from "@shoal/protocol/multicast/codec";
import { generateKeyPem, signerFromPem, verifierOf } from "@shoal/protocol/node/ed25519";
import { ASSIGNMENT_CONTEXT } from "@shoal/protocol/task/assignment";
import { sealTo } from "@shoal/server/secret/seal";
import { fuzzFolder } from "../folder.ts";
import { CBOR_GRAMMAR, JSON_GRAMMAR } from "../structure.ts";
import { type FuzzTarget, textOf, utf8 } from "../target.ts";
import { CONTROLS } from "./controls.ts";

const deviceId = "d-1";
const signer = signerFromPem(generateKeyPem());
const rules = { deviceId, verify: verifierOf([signer.publicKey]), afterSequence: 4, nowMs: 1_700_000_000_000 };
const ASSIGNMENT = {
  ...{ format: 1, deviceId, sequence: 5, issuedAtMs: 1_700_000_000_000, expiresAtMs: 1_700_000_100_000, actionId: "7" },
  ...{ order: "start", taskId: "1", kind: "install", delivery: "pull", package: "reader", version: "1.0" },
  ...{ releaseDigest: "a".repeat(64), settings: {}, secrets: "e.e.e.e.e" },
};
const context = `${ASSIGNMENT_CONTEXT}:${deviceId}`;
const opened = (bytes: Uint8Array) => {
  const found = openEnvelope(bytes, rules);
  if (found.ok) assert.ok(found.assignment.sequence > 4 && found.assignment.deviceId === deviceId);
  else assert.ok(found.detail.length < 1000, "a refusal is a sentence");
};
const keys = sessionKeys(new Uint8Array(32), "ab".repeat(32));
const action = { deviceId, actionId: "7" };

export const AGENT_TARGETS: readonly FuzzTarget[] = [
  {
    name: "envelope",
    maxBytes: LIMITS.envelopeBytes + 16,
    seeds: () => [seal(encodeCbor(ASSIGNMENT), context, signer), seal(encodeCbor({ sequence: 9 }), context, signer)],
    decode: opened,
  },
  {
    // By a server that was taken over: the signature is right, and nothing else has to be.
    name: "signed assignment",
    maxBytes: 8192,
    grammar: CBOR_GRAMMAR,
    seeds: () => [
      encodeCbor(ASSIGNMENT),
      encodeCbor({ ...ASSIGNMENT, order: "cancel", reason: "recalled" }),
      encodeCbor(null),
    ],
    words: [
      "sequence",
      "deviceId",
      "start",
      "cancel",
      "__proto__",
      Uint8Array.of(0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
    ],
    decode: (bytes) => opened(seal(bytes, context, signer)),
  },
  {
    name: "sealed datagram",
    maxBytes: 2048,
    seeds: () => CONTROLS.map((each) => new Sealer(keys).seal(each.type, encodeControl(each))),
    decode: (bytes) => new Opener(keys, new Sealer(keys)).open(bytes, 1),
  },
  {
    name: "sealed secrets",
    maxBytes: LIMITS.sealedSecretsChars,
    seeds: async () => {
      const { told } = sealingKey(fuzzFolder());
      return [utf8(await sealTo(told, action, new Map([["acme-licence", "a licence key"]])))];
    },
    words: [".", "eyJ", "==", '{"alg":"dir"}', '{"alg":"ECDH-ES","enc":"A256GCM","zip":"DEF"}'].flatMap((text) => [
      text,
      Buffer.from(text).toString("base64url"),
    ]),
    async decode(bytes) {
      const found = await unseal(fuzzFolder(), { ...action, secrets: textOf(bytes) }, { KEY: "acme-licence" });
      if (found.ok) assert.equal(found.env["KEY"], "a licence key");
    },
  },
  {
    name: "settings",
    maxBytes: 65_536,
    grammar: JSON_GRAMMAR,
    seeds: () =>
      [
        { pollIntervalMs: 60_000, sources: ["cache", "origin"], patches: true },
        { maintenanceWindows: ["second tue +3d 20:00 for 4h"], wanRates: ["mon-fri 08:00-18:00 1000000"] },
      ].map((each) => utf8(JSON.stringify(each))),
    words: ["mon-fri", "last", "second tue", "+3d", "for 4h", "24:00", "99:99", "1e999", "-1", "null", '"__proto__":'],
    decode(bytes) {
      let raw: unknown;
      try {
        raw = JSON.parse(textOf(bytes));
      } catch {
        return;
      }
      const accepted = acceptSettings(raw);
      // What was accepted is accepted again as it is.
      assert.deepEqual(acceptSettings(JSON.parse(JSON.stringify(accepted))), accepted);
      mergeSettings(accepted);
    },
  },
  {
    name: "output of programs",
    maxBytes: 65_536,
    seeds: () => [
      utf8("the key is a licence key: YSBsaWNlbmNlIGtleQ==\n"),
      Uint8Array.of(0xff, 0xfe, 0xc3, 0x28, 0xe2, 0x82),
    ],
    words: ["a licence key", "YSBsaWNlbmNlIGtleQ", "\0", "\ufffd"],
    decode(bytes) {
      const log = createOutputLog(createCover(["a licence key"]));
      for (let at = 0; at < bytes.length; at += 7) log.write(bytes.subarray(at, at + 7));
      const { text } = log.tail();
      assert.ok(Buffer.byteLength(text) <= LIMITS.logTailBytes);
      assert.equal(text.includes("a licence key"), false);
    },
  },
];
