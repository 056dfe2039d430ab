import assert from "node:assert/strict";
import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { CAPABILITY } from "@shoal/protocol/capability";
import { decodeCbor, encodeCbor } from "@shoal/protocol/codec/cbor";
import { seal } from "@shoal/protocol/codec/sign1";
import { RELEASE_CONTEXT } from "@shoal/protocol/package/release";
import { createServer } from "@shoal/server/server";
import { Operator } from "../../fleet/operator.ts";
import { scriptRelease } from "../../server/booted.ts";
import { fuzzFolder } from "../folder.ts";
import { type FuzzTarget, utf8 } from "../target.ts";

interface Scene {
  url: string;
  operator: Operator;
  deviceToken: string;
}
let scene: Promise<Scene> | undefined;
const NO_INVENTORY = "0".repeat(64);

/** One real server for the whole run. */
async function opened(): Promise<Scene> {
  const server = await createServer({ dataDir: fuzzFolder("server"), port: 0, logLevel: "silent", firstToken: true });
  const operator = new Operator(server.url, server.adminToken);
  await operator.trust();
  const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens");
  const { SimHost } = await import("../../fleet/sim-host.ts");
  const { MIXED_FLEET } = await import("../../fleet/model.ts");
  const inventory = await new SimHost(MIXED_FLEET[0]!).inventory();
  const enrolled = await operator.post<{ deviceToken: string }>("/agent/v1/enrol", {
    token,
    name: "fuzzed",
    inventory,
  });
  return { url: server.url, operator, deviceToken: enrolled.deviceToken };
}

/** Whatever is sent, the server answers, and never with an error of its own. */
async function sent(
  path: string,
  bytes: Uint8Array,
  as: "device" | "operator",
  type = "application/json",
): Promise<void> {
  scene ??= opened();
  const { url, operator, deviceToken } = await scene;
  const authorization = `Bearer ${as === "device" ? deviceToken : operator.token}`;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { authorization, "content-type": type, "content-length": bytes.length };
    request(`${url}${path}`, { method: "POST", headers }, resolve).once("error", reject).end(bytes);
  });
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  assert.ok((response.statusCode ?? 500) < 500, `${response.statusCode} ${Buffer.concat(chunks)}`);
}

const JSON_WORDS = [
  '"',
  "{",
  "}",
  "[",
  "]",
  ":",
  ",",
  "null",
  "true",
  "1e400",
  "-0",
  "9007199254740993",
  '"__proto__":',
  '"constructor":',
  "\\u0000",
  "\\ud800",
];
const body = (value: unknown) => utf8(JSON.stringify(value));

export const SERVER_TARGETS: readonly FuzzTarget[] = [
  {
    name: "check-in",
    isSlow: true,
    maxBytes: 16_384,
    words: JSON_WORDS,
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
    seeds: () => [body({ token: `shoal1.${"a".repeat(32)}.${"b".repeat(43)}`, name: "x", inventory: {} })],
    decode: (bytes) => sent("/agent/v1/enrol", bytes, "device"),
  },
  {
    name: "published release",
    isSlow: true,
    maxBytes: 16_384,
    seeds: async () => {
      scene ??= opened();
      return [seal(encodeCbor(scriptRelease("1.0.0")), RELEASE_CONTEXT, (await scene).operator.signer)];
    },
    decode: (bytes) => sent("/api/v1/releases", bytes, "operator", "application/cose"),
  },
  {
    // By a publisher whose key was stolen: signed, and anything.
    name: "signed release",
    isSlow: true,
    maxBytes: 16_384,
    seeds: () => [encodeCbor(scriptRelease("1.0.0"))],
    words: ["variants", "installer", "__proto__", "match", "files"],
    async decode(bytes) {
      scene ??= opened();
      const { operator } = await scene;
      try {
        // What is stored as JSON must be JSON: other values have to be refused before.
        decodeCbor(bytes);
      } catch {
        return;
      }
      await sent("/api/v1/releases", seal(bytes, RELEASE_CONTEXT, operator.signer), "operator", "application/cose");
    },
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
