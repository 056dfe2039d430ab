import { createPrivateKey } from "node:crypto";
import { Agent, request as httpsRequest } from "node:https";
import { ceremony } from "@shoal/core/trust/ceremony";
import { targetPath } from "@shoal/core/trust/layout";
import { makeBin } from "@shoal/core/trust/make";
import { parseMetadata, signWith, textOf } from "@shoal/core/trust/metadata";
import { binFor } from "@shoal/core/trust/shape";
import type { EnrolAnswer, Trust } from "@shoal/protocol/agent/enrol";
import type { StagedRelease, TrustState } from "@shoal/protocol/api/trust";
import { encodeCbor } from "@shoal/protocol/codec/cbor";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import type { Inventory } from "@shoal/protocol/device/platform";
import { SERVER_NAME } from "@shoal/protocol/identity/names";
import { certificateRequest, generateIdentityKey } from "@shoal/protocol/node/certificate-request";
import { generateKeyPem, signerFromPem } from "@shoal/protocol/node/ed25519";
import { trustKeyParts } from "@shoal/protocol/node/trust-key";
import type { Release } from "@shoal/protocol/package/release";
import { Key } from "@tufjs/models";
import { plainInventory } from "../device/fixture.ts";
import type { ServerWithToken } from "../server.ts";

/** What a device has after its enrolment. */
export interface TestIdentity {
  deviceId: string;
  trust: Trust;
  key: string;
  certificate: string;
}

/** A device's end of TLS, or that of anybody who believes this authority. */
export function testTls({ trust, key, certificate }: Pick<TestIdentity, "trust"> & Partial<TestIdentity>): Agent {
  return new Agent({
    keepAlive: true,
    servername: SERVER_NAME,
    minVersion: "TLSv1.3",
    ca: trust.cas.map((der) => `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----`),
    ...(key && certificate ? { key, cert: certificate } : {}),
  });
}

/** As `fetch`, by the connections of an agent: fetch itself takes no client certificate. */
export function fetchBy(agent: Agent, url: string, init: RequestInit = {}): Promise<Response> {
  const body = init.body === undefined || init.body === null ? undefined : Buffer.from(init.body as Uint8Array);
  const headers = {
    ...(typeof init.body === "string" ? { "content-type": "application/json" } : {}),
    ...(body ? { "content-length": String(body.length) } : {}),
    ...Object.fromEntries(new Headers(init.headers)),
  };
  return new Promise((resolve, reject) => {
    const { method = "GET", signal } = init;
    const request = httpsRequest(url, { agent, method, headers, ...(signal ? { signal } : {}) });
    request.once("error", (error: NodeJS.ErrnoException) => {
      // A kept connection that the server has closed meanwhile, as when it was started again.
      if (request.reusedSocket && error.code === "ECONNRESET") fetchBy(agent, url, init).then(resolve, reject);
      else reject(error);
    });
    request.once("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        const { statusCode: status = 0 } = response;
        const content = [204, 304].includes(status) ? null : Buffer.concat(chunks);
        resolve(new Response(content, { status, headers: response.headers as Record<string, string> }));
      });
    });
    request.end(body);
  });
}

/** Enrols as a device does that believes whoever answers. @param url the agents' listener */
export async function enrolForTest(
  url: string,
  token: string,
  name = "test-device",
  inventory: Inventory = plainInventory(),
): Promise<TestIdentity> {
  const stranger = new Agent({ rejectUnauthorized: false, servername: SERVER_NAME });
  try {
    const pin = token.split(".")[2]!;
    const trust = await answerOf<Trust>(fetchBy(stranger, `${url}/agent/v1/trust?digest=${pin}`));
    const key = generateIdentityKey();
    const body = JSON.stringify({ token, name, inventory, csr: certificateRequest(createPrivateKey(key)) });
    const asked = fetchBy(stranger, `${url}/agent/v1/enrol`, { method: "POST", body });
    return { ...(await answerOf<EnrolAnswer>(asked)), trust, key };
  } finally {
    stranger.destroy();
  }
}

/** The answer as JSON. @throws Error with its words where it is not a good one */
export async function answerOf<T>(asked: Promise<Response>): Promise<T> {
  const answer = await asked;
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${text}`);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

export interface TestDevice {
  identity: TestIdentity;
  connections: Agent;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Publishes a release of these files, which are there, and hands it out to the device. */
  give(files: readonly BlobRef[]): Promise<void>;
}

/** A device of a running server, made with the first operator's token. */
export async function testDevice(
  server: Pick<ServerWithToken, "url" | "agentUrl" | "adminToken">,
): Promise<TestDevice> {
  const authorization = `Bearer ${server.adminToken}`;
  const post = <T>(path: string, body: object | Uint8Array<ArrayBuffer>) => {
    const bytes = body instanceof Uint8Array;
    const headers = { authorization, "content-type": bytes ? "application/cbor" : "application/json" };
    const init = { method: "POST", headers, body: bytes ? body : JSON.stringify(body) };
    return answerOf<T>(fetch(server.url + path, init));
  };
  const signer = signerFromPem(generateKeyPem());
  const by = { key: new Key(trustKeyParts(signer.publicKey)), sign: signer.sign };
  const state = await answerOf<TrustState>(fetch(`${server.url}/api/v1/trust`, { headers: { authorization } }));
  const online = {
    snapshot: new Key(trustKeyParts(state.online.snapshot)),
    timestamp: new Key(trustKeyParts(state.online.timestamp)),
  };
  const first = ceremony({ root: [by], threshold: 1, release: by, online, nowMs: Date.now() });
  await post("/api/v1/trust/metadata", { metadata: first });
  const { token } = await post<{ token: string }>("/api/v1/enrolment-tokens", {});
  const identity = await enrolForTest(server.agentUrl, token);
  const connections = testTls(identity);
  return {
    identity,
    connections,
    fetch: (path, init) => fetchBy(connections, server.agentUrl + path, init),
    async give(refs) {
      const files = refs.map((ref, at) => ({ name: `file-${at}`, ...ref }));
      const release: Release = {
        format: 1,
        name: "content",
        version: "1.0.0",
        publisher: "Test",
        description: "",
        variants: [
          {
            id: "any",
            match: {},
            files,
            installer: { kind: "exec" },
            detect: { file: { path: "/nonexistent" } },
            remove: { run: "true" },
            timeoutMs: 60_000,
          },
        ],
      };
      const document = new Uint8Array(encodeCbor(release));
      const { digest } = await post<StagedRelease>("/api/v1/staged-releases", document);
      const path = targetPath(release);
      const role = binFor(parseMetadata("targets", first.find((each) => each.role === "release")!.text), path)!;
      const bin = makeBin(2, [{ path, length: document.length, sha256: digest }], Date.now());
      signWith(bin, [by]);
      await post("/api/v1/trust/bins", { metadata: [{ role, text: textOf(bin) }] });
      const targets = { deviceIds: [identity.deviceId] };
      const spec = { kind: "precache", delivery: "pull", package: "content", version: "1.0.0", targets };
      const { id } = await post<{ id: string }>("/api/v1/tasks", spec);
      await post(`/api/v1/tasks/${id}/start`, {});
    },
  };
}
