import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { pipeline, type Readable } from "node:stream";
import { writeIdentity } from "@shoal/agent/identity/identity";
import { targetPath } from "@shoal/core/trust/layout";
import type { ActionReport } from "@shoal/protocol/action/report";
import type { CheckIn, CheckInAnswer, Refusal, Reports } from "@shoal/protocol/agent/check-in";
import type { Trust } from "@shoal/protocol/agent/enrol";
import { encodeCbor } from "@shoal/protocol/codec/cbor";
import { seal } from "@shoal/protocol/codec/sign1";
import { problem } from "@shoal/protocol/errors/problem";
import { generateKeyPem, signerFromPem } from "@shoal/protocol/node/ed25519";
import { PieceHasher } from "@shoal/protocol/node/piece-hasher";
import { trustDigest } from "@shoal/protocol/node/trust-digest";
import type { Release, ReleaseFile } from "@shoal/protocol/package/release";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import { ASSIGNMENT_CONTEXT, type CancelAssignment, type StartAssignment } from "@shoal/protocol/task/assignment";
import { Repository } from "../trust/repository.ts";
import { type FakeTls, fakeTls } from "./fake-tls.ts";

/** What goes wrong with one request; `bytes` are of its body. */
export type Fault =
  | { status: number; retryAfterSeconds?: number }
  /** The connection ends after so many bytes. */
  | { cutAfter: number }
  /** Nothing more comes after so many bytes, and the connection stays. */
  | { stallAfter: number }
  /** One bit of the byte at this offset is another one. */
  | { flipAt: number }
  /** The body is complete by its length, but shorter than was asked for. */
  | { truncateTo: number }
  | { etag: string };

export interface Asked {
  kind: "blob" | "manifest" | "release" | "metadata" | "check-in" | "reports";
  /** Of metadata, the name of the file. */
  digest: string;
  /** How many of this kind came before. */
  index: number;
  range: { first: number; last: number } | undefined;
}

const DAY = 86_400_000;

/** The server as one agent sees it, with everything that can go wrong between the two under the test's control. */
export class FakeServer {
  readonly deviceId: string = "device-1";
  readonly taskSigner = signerFromPem(generateKeyPem());
  readonly repository = new Repository();
  readonly reports: ActionReport[] = [];
  readonly refusals: Refusal[] = [];
  readonly asked: Asked[] = [];
  /** By digest: what is given out for it. A test may put other bytes there. */
  readonly blobs = new Map<string, Uint8Array>();
  readonly manifests = new Map<string, Uint8Array>();
  readonly releases = new Map<string, Uint8Array>();
  /** Metadata that is given out in Brotli, by the name of the file: these bytes, whatever they are. */
  readonly packed = new Map<string, () => Readable>();
  /** Sealed, in the order of their sequence; what stands here is sent as it is. */
  readonly envelopes: { sequence: number; bytes: Uint8Array }[] = [];
  /** Sent with every answer, whatever the agent has acknowledged. */
  readonly repeated: Uint8Array[] = [];
  fault: (asked: Asked) => Fault | undefined = () => undefined;
  settings: SettingsOverride = { pollIntervalMs: 1000, fetchStallMs: 1000 };
  serverTimeMs: () => number = () => Date.now();
  #server: Server | undefined;
  #tls: FakeTls | undefined;
  #port = 0;
  #sequence = 0;

  get url(): string {
    return `https://127.0.0.1:${this.#port}`;
  }

  get trust(): Trust {
    return {
      format: 2,
      cas: this.#tls!.cas,
      taskKeys: [this.taskSigner.publicKey],
      root: this.repository.root,
    };
  }

  /** Also after `stop`, on the same port. */
  async start(): Promise<void> {
    this.#tls ??= await fakeTls(this.deviceId);
    const server = createServer(this.#tls.server, (request, response) => {
      void this.#answer(request, response).catch(() => response.destroy());
    });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(this.#port, "127.0.0.1", resolve);
    });
    this.#port = (server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  /** What enrolment would have written. */
  enrol(stateDir: string): void {
    mkdirSync(stateDir, { recursive: true, mode: 0o700 });
    const { url, deviceId, trust } = this;
    writeIdentity(stateDir, {
      server: url,
      deviceId,
      name: "one",
      trust,
      trustDigest: trustDigest(trust),
      ...this.#tls!.device,
    });
  }

  file(name: string, bytes: Uint8Array): ReleaseFile {
    const hasher = new PieceHasher();
    hasher.update(bytes);
    const { ref, manifest } = hasher.finish();
    this.blobs.set(ref.digest, bytes);
    this.manifests.set(ref.manifestDigest, manifest);
    return { name, ...ref };
  }

  /** Gives out a release that the release key, or whose key that is, has signed for. @returns its digest */
  publish(release: Release, signers = [this.repository.publisher.release]): string {
    const document = encodeCbor(release);
    const digest = createHash("sha256").update(document).digest("hex");
    this.releases.set(digest, document);
    this.repository.add({ path: targetPath(release), length: document.length, sha256: digest }, signers);
    return digest;
  }

  /** A start of this release, as it would be sent; `envelopes` gets it with `send`. */
  assignment(releaseDigest: string, known: Partial<StartAssignment> = {}): StartAssignment {
    const sequence = ++this.#sequence;
    const nowMs = this.serverTimeMs();
    return {
      format: 1,
      order: "start",
      deviceId: this.deviceId,
      sequence,
      issuedAtMs: nowMs,
      expiresAtMs: nowMs + DAY,
      actionId: `action-${sequence}`,
      taskId: "task-1",
      kind: "install",
      delivery: "pull",
      package: "reader",
      version: "2.0.0",
      releaseDigest,
      settings: {},
      ...known,
    };
  }

  cancel(actionId: string, reason: CancelAssignment["reason"] = "cancelled"): void {
    const nowMs = this.serverTimeMs();
    const sequence = ++this.#sequence;
    const head = { format: 1, deviceId: this.deviceId, sequence, issuedAtMs: nowMs, expiresAtMs: nowMs + DAY } as const;
    this.envelopes.push({ sequence, bytes: this.seal({ ...head, order: "cancel", actionId, reason }) });
  }

  /** @returns the action's id */
  send(assignment: StartAssignment): string {
    this.envelopes.push({ sequence: assignment.sequence, bytes: this.seal(assignment) });
    return assignment.actionId;
  }

  seal(value: StartAssignment | CancelAssignment, deviceId = this.deviceId, signer = this.taskSigner): Uint8Array {
    return seal(encodeCbor(value), `${ASSIGNMENT_CONTEXT}:${deviceId}`, signer);
  }

  /** Steps of an action in the order of their number, each once. */
  steps(actionId: string): ActionReport[] {
    const steps = new Map(this.reports.filter((each) => each.actionId === actionId).map((each) => [each.step, each]));
    return [...steps.values()].sort((a, b) => a.step - b.step);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    const { pathname } = new URL(request.url ?? "/", this.url);
    const [kindWord = "", digest = "", more = ""] = pathname
      .replace("/agent/v1/", "")
      .replace("trust/metadata/", "metadata/")
      .split("/");
    if (more === "patches") return json(response, { patches: [] });
    const kinds = {
      blobs: "blob",
      manifests: "manifest",
      releases: "release",
      metadata: "metadata",
      "check-in": "check-in",
      reports: "reports",
    };
    const kind = kinds[kindWord as keyof typeof kinds] as Asked["kind"] | undefined;
    if (!kind) return void response.writeHead(404).end();
    const index = this.asked.filter((each) => each.kind === kind).length;
    const asked: Asked = { kind, digest, index, range: rangeOf(request) };
    this.asked.push(asked);
    const fault = this.fault(asked);
    if (fault && "status" in fault) {
      const retry = fault.retryAfterSeconds === undefined ? {} : { "retry-after": String(fault.retryAfterSeconds) };
      return void response.writeHead(fault.status, retry).end();
    }
    if (kind === "check-in") return json(response, this.#checkIn(JSON.parse(body) as CheckIn));
    if (kind === "reports") return json(response, this.#take(JSON.parse(body) as Reports));
    if (kind === "metadata") {
      const packed = this.packed.get(digest)?.();
      if (packed) {
        response.writeHead(200, { "content-encoding": "br" });
        return void pipeline(packed, response, () => undefined);
      }
      const text = this.repository.files.get(digest);
      if (text === undefined) return json(response, problem("not-found", digest), 404);
      return await sendBytes(response, Buffer.from(text), asked, fault);
    }
    const bytes = { blob: this.blobs, manifest: this.manifests, release: this.releases }[kind].get(digest);
    if (!bytes) return void response.writeHead(404).end();
    await sendBytes(response, bytes, asked, fault);
  }

  #checkIn({ afterSequence }: CheckIn): CheckInAnswer {
    const envelopes = this.envelopes.filter((each) => each.sequence > afterSequence).map((each) => each.bytes);
    return {
      serverTimeMs: this.serverTimeMs(),
      capability: 1,
      wantInventory: false,
      restores: 0,
      envelopes: [...this.repeated, ...envelopes].slice(0, 50).map((bytes) => Buffer.from(bytes).toString("base64")),
      more: this.repeated.length + envelopes.length > 50,
      settings: this.settings,
    };
  }

  #take({ reports, refusals = [] }: Reports) {
    this.refusals.push(...refusals);
    return {
      results: reports.map((report) => {
        const { actionId, step } = report;
        const known = this.reports.some((each) => each.actionId === actionId && each.step === step);
        this.reports.push(report);
        return { actionId, step, outcome: known ? "known" : "stored" };
      }),
    };
  }
}

async function sendBytes(
  response: ServerResponse,
  whole: Uint8Array,
  { range, digest }: Asked,
  fault: Fault | undefined,
) {
  let bytes = Buffer.from(range ? whole.subarray(range.first, range.last + 1) : whole);
  const etag = fault && "etag" in fault ? fault.etag : digest;
  if (fault && "flipAt" in fault) bytes[fault.flipAt % bytes.length]! ^= 1;
  if (fault && "truncateTo" in fault) bytes = bytes.subarray(0, fault.truncateTo);
  response.writeHead(range ? 206 : 200, {
    "content-length": bytes.length,
    etag: `"${etag}"`,
    ...(range ? { "content-range": `bytes ${range.first}-${range.last}/${whole.length}` } : {}),
  });
  if (fault && "cutAfter" in fault) response.write(bytes.subarray(0, fault.cutAfter), () => response.destroy());
  else if (fault && "stallAfter" in fault) response.write(bytes.subarray(0, fault.stallAfter));
  else response.end(bytes);
}

function rangeOf(request: IncomingMessage): Asked["range"] {
  const [, first, last] = request.headers.range?.match(/^bytes=(\d+)-(\d+)$/) ?? [];
  return first === undefined ? undefined : { first: Number(first), last: Number(last) };
}

function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
