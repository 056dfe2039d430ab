import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import { connect } from "node:net";
import { CAPABILITY } from "@shoal/protocol/capability";
import { encodeCbor } from "@shoal/protocol/codec/cbor";
import { certificateRequest, generateIdentityKey } from "@shoal/protocol/node/certificate-request";
import { parseCertificate } from "@shoal/server/identity/certificate";
import { keyOfRequest } from "@shoal/server/identity/issue";
import { createServer } from "@shoal/server/server";
import { MIXED_FLEET } from "../../fleet/model.ts";
import { Operator } from "../../fleet/operator.ts";
import { SimHost } from "../../fleet/sim-host.ts";
import { WireAgent } from "../../fleet/wire-agent.ts";
import { scriptRelease } from "../../server/booted.ts";
import { fuzzFolder } from "../folder.ts";
import { CBOR_GRAMMAR, DER_GRAMMAR, JSON_GRAMMAR } from "../structure.ts";
import { type FuzzTarget, textOf, utf8 } from "../target.ts";
import { SUBMITTED, signedAnew } from "./trust.ts";
import { JSON_WORDS } from "./words.ts";

interface Scene {
  url: string;
  operator: Operator;
  device: WireAgent;
}
let scene: Promise<Scene> | undefined;
let submissions = 0;
const NO_INVENTORY = "0".repeat(64);

/** One real server for the whole run. */
async function opened(): Promise<Scene> {
  const server = await createServer({ dataDir: fuzzFolder("server"), port: 0, logLevel: "silent", firstToken: true });
  const operator = new Operator(server.url, server.adminToken);
  await operator.trust();
  const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens");
  const inventory = await new SimHost(MIXED_FLEET[0]!).inventory();
  return { url: server.url, operator, device: await WireAgent.enrol(server.agentUrl, token, "fuzzed", inventory) };
}

/** Whatever is sent, the server answers, and never with an error of its own. */
async function sent(
  path: string,
  bytes: Uint8Array,
  as: "device" | "operator",
  type = "application/json",
): Promise<void> {
  scene ??= opened();
  const { url, operator, device } = await scene;
  const init = { method: "POST", body: new Uint8Array(bytes) };
  const answer =
    as === "device"
      ? await device.fetch(path, { ...init, headers: { "content-type": type } })
      : await fetch(url + path, {
          ...init,
          headers: { "content-type": type, authorization: `Bearer ${operator.token}` },
        });
  const text = await answer.text();
  assert.ok(answer.status < 500, `${answer.status} ${text}`);
}

const body = (value: unknown) => utf8(JSON.stringify(value));

export const SERVER_TARGETS: readonly FuzzTarget[] = [
  {
    name: "check-in",
    isSlow: true,
    maxBytes: 16_384,
    words: JSON_WORDS,
    grammar: JSON_GRAMMAR,
    seeds: () => [
      body({
        capability: CAPABILITY,
        agentVersion: "1",
        inventoryDigest: NO_INVENTORY,
        afterSequence: 0,
        sealingKey: { x: "A".repeat(43), y: "A".repeat(43) },
        missing: [{ actionId: "1", detail: "x" }],
      }),
    ],
    decode: (bytes) => sent("/agent/v1/check-in", bytes, "device"),
  },
  {
    name: "reports",
    isSlow: true,
    maxBytes: 16_384,
    words: JSON_WORDS,
    grammar: JSON_GRAMMAR,
    seeds: () => [
      body({
        reports: [{ actionId: "1", step: 1, state: "accepted", atMs: 1, reason: { code: "internal", detail: "x" } }],
        refusals: [{ atMs: 1, what: "envelope", subject: "x", detail: "y" }],
      }),
    ],
    decode: (bytes) => sent("/agent/v1/reports", bytes, "device"),
  },
  {
    name: "enrolment",
    isSlow: true,
    maxBytes: 16_384,
    words: JSON_WORDS,
    grammar: JSON_GRAMMAR,
    seeds: async () => {
      scene ??= opened();
      const { token } = await (await scene).operator.post<{ token: string }>("/api/v1/enrolment-tokens", {
        uses: 1000,
      });
      const inventory = await new SimHost(MIXED_FLEET[1]!).inventory();
      const csr = certificateRequest(createPrivateKey(generateIdentityKey()));
      const [, secret] = token.split(".");
      return [body({ token: secret, name: "x", inventory, csr }), body({ name: "y", inventory, csr })];
    },
    decode: (bytes) => sent("/agent/v1/enrol", bytes, "device"),
  },
  {
    name: "staged release",
    isSlow: true,
    maxBytes: 16_384,
    grammar: CBOR_GRAMMAR,
    seeds: async () => {
      scene ??= opened();
      await scene;
      return [encodeCbor(scriptRelease("1.0.0"))];
    },
    words: ["variants", "installer", "__proto__", "match", "files"],
    decode: (bytes) => sent("/api/v1/staged-releases", bytes, "operator", "application/cbor"),
  },
  {
    name: "signed metadata",
    isSlow: true,
    maxBytes: 65_536,
    words: JSON_WORDS,
    grammar: SUBMITTED,
    seeds: async () => {
      scene ??= opened();
      const { texts } = (await scene).operator.publisher;
      return [...texts].slice(0, 8).map(([role, text]) => body({ metadata: [{ role, text }] }));
    },
    async decode(bytes) {
      scene ??= opened();
      const { publisher } = (await scene).operator;
      let submitted = bytes;
      try {
        const { metadata } = JSON.parse(textOf(bytes)) as { metadata: { role: string; text: string }[] };
        // A root is followed step by step.
        const anew = metadata.map(({ role, text }) => ({
          role,
          text: signedAnew(role, text, publisher, role === "root" ? 1 : ++submissions),
        }));
        submitted = body({ metadata: anew });
      } catch {
        // Then it is refused as it is.
      }
      await sent("/api/v1/trust/metadata", submitted, "operator");
    },
  },
  {
    name: "certificate request",
    maxBytes: 4096,
    grammar: DER_GRAMMAR,
    seeds: () => [Buffer.from(certificateRequest(createPrivateKey(generateIdentityKey())), "base64")],
    words: [0x30, 0x82, 0x84, 0xa0, 0x03, 0x06].map((byte) => Uint8Array.of(byte, 0xff)),
    // What is none, or is not signed by its own key, has no key.
    decode: (bytes) => keyOfRequest(Buffer.from(bytes).toString("base64")),
  },
  {
    name: "certificate",
    maxBytes: 8192,
    seeds: async () => {
      scene ??= opened();
      return [utf8((await scene).device.identity.certificate)];
    },
    words: ["-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----", "MII", "\n"],
    decode: (bytes) => parseCertificate(textOf(bytes)),
  },
  {
    name: "request line and headers",
    isSlow: true,
    maxBytes: 8192,
    seeds: () => [
      utf8(
        "GET /api/v1/devices?limit=1&cursor=ZGVzYzox HTTP/1.1\r\nhost: x\r\nauthorization: Bearer aaaaaaaaaaaa\r\n\r\n",
      ),
      utf8(
        "GET /agent/v1/socket HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13\r\n\r\n",
      ),
      utf8(
        "POST /agent/v1/enrol HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
      ),
    ],
    words: [
      "\r\n",
      "content-length: ",
      "transfer-encoding: chunked\r\n",
      "%00",
      "%2e%2e/",
      "range: bytes=0-\r\n",
      "HTTP/9.9",
      ":",
      "\0",
    ],
    async decode(bytes) {
      scene ??= opened();
      const { port } = new URL((await scene).url);
      const answer = await new Promise<string>((resolve) => {
        let text = "";
        const socket = connect(Number(port), "127.0.0.1", () => socket.end(bytes));
        socket.on("data", (chunk: Buffer) => (text += chunk.toString("latin1"))).on("error", () => resolve(text));
        socket.on("close", () => resolve(text));
        // What is not the end of a request waits for more.
        socket.setTimeout(200, () => socket.destroy());
      });
      assert.doesNotMatch(answer, /^HTTP\/1\.1 500/);
    },
  },
];
