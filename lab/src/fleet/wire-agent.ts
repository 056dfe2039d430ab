import type { Agent as HttpsAgent } from "node:https";
import type { CheckIn, CheckInAnswer, Refusal, ReportsAnswer } from "@shoal/protocol/agent/check-in";
import { SOCKET_PROTOCOL } from "@shoal/protocol/agent/socket";
import { CAPABILITY } from "@shoal/protocol/capability";
import { decodeCbor } from "@shoal/protocol/codec/cbor";
import { open } from "@shoal/protocol/codec/sign1";
import type { Inventory } from "@shoal/protocol/device/platform";
import { FORWARDED_CERTIFICATE } from "@shoal/protocol/identity/names";
import { verifierOf } from "@shoal/protocol/node/ed25519";
import { ASSIGNMENT_CONTEXT, type Assignment } from "@shoal/protocol/task/assignment";
import { answerOf, enrolForTest, fetchBy, type TestIdentity, testTls } from "@shoal/server/identity/fixture";
import { WebSocket } from "ws";

/**
 * An agent's outside alone: it enrols, checks in and holds a socket, and does nothing with what it is told. Ten thousand
 * of them fit into one process, which real agents would not.
 */
export class WireAgent {
  readonly url: string;
  readonly identity: TestIdentity;
  /** Connections that show its certificate. */
  readonly connections: HttpsAgent;
  #socket: WebSocket | undefined;

  readonly #headers: Record<string, string>;

  /**
   * @param url of the agents' listener
   * @param proxy connections of a proxy that passes this agent's certificate on; default: its own
   */
  constructor(url: string, identity: TestIdentity, proxy?: HttpsAgent) {
    this.url = url;
    this.identity = identity;
    this.connections = proxy ?? testTls(identity);
    this.#headers = proxy ? { [FORWARDED_CERTIFICATE]: encodeURIComponent(identity.certificate) } : {};
  }

  static async enrol(url: string, token: string, name: string, inventory: Inventory): Promise<WireAgent> {
    return new WireAgent(url, await enrolForTest(url, token, name, inventory));
  }

  get deviceId(): string {
    return this.identity.deviceId;
  }

  get trust(): TestIdentity["trust"] {
    return this.identity.trust;
  }

  /** Any request of this device's. */
  fetch(
    path: string,
    init: Omit<RequestInit, "headers"> & { headers?: Record<string, string> } = {},
  ): Promise<Response> {
    return fetchBy(this.connections, this.url + path, { ...init, headers: { ...init.headers, ...this.#headers } });
  }

  checkIn(body: Pick<CheckIn, "inventoryDigest" | "afterSequence"> & Partial<CheckIn>): Promise<CheckInAnswer> {
    return this.#post("/agent/v1/check-in", { capability: CAPABILITY, agentVersion: "0.1.0", ...body });
  }

  /** What is there for this device after a sequence, with its seals broken as an agent would. */
  async take(afterSequence: number, more: Partial<CheckIn> = {}): Promise<Assignment[]> {
    const { envelopes } = await this.checkIn({ inventoryDigest: "0".repeat(64), afterSequence, ...more });
    return envelopes.map((each) => {
      const context = `${ASSIGNMENT_CONTEXT}:${this.deviceId}`;
      const opened = open(Buffer.from(each, "base64"), context, verifierOf(this.trust.taskKeys));
      if (!opened.ok) throw new Error(opened.detail);
      return decodeCbor(opened.payload) as Assignment;
    });
  }

  /** Reports of its actions, in one request. */
  report(reports: readonly object[], refusals: readonly Refusal[] = []): Promise<ReportsAnswer> {
    return this.#post("/agent/v1/reports", { reports, refusals });
  }

  /** @param onRing called for every frame that the server sends */
  connect(onRing: () => void, localAddress?: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = this.socket(localAddress);
      this.#socket = socket;
      socket.once("open", () => resolve());
      socket.once("error", reject);
      socket.on("message", onRing);
    });
  }

  /** Another socket, which is the caller's. */
  socket(localAddress?: string): WebSocket {
    return new WebSocket(`${this.url.replace(/^http/, "ws")}/agent/v1/socket`, SOCKET_PROTOCOL, {
      agent: this.connections,
      headers: this.#headers,
      perMessageDeflate: false,
      ...(localAddress ? { localAddress } : {}),
    });
  }

  close(): void {
    this.#socket?.terminate();
    this.connections.destroy();
  }

  #post<T>(path: string, body: object): Promise<T> {
    return answerOf(this.fetch(path, { method: "POST", body: JSON.stringify(body) }));
  }
}
