import { type Agent as HttpAgent, request as httpRequest } from "node:http";
import type { ActionReport } from "@shoal/protocol/action/report";
import type { CheckIn, CheckInAnswer, Refusal, ReportsAnswer } from "@shoal/protocol/agent/check-in";
import type { EnrolAnswer } from "@shoal/protocol/agent/enrol";
import { SOCKET_PROTOCOL } from "@shoal/protocol/agent/socket";
import { CAPABILITY } from "@shoal/protocol/capability";
import { decodeCbor } from "@shoal/protocol/codec/cbor";
import { open } from "@shoal/protocol/codec/sign1";
import type { Inventory } from "@shoal/protocol/device/platform";
import { verifierOf } from "@shoal/protocol/node/ed25519";
import { ASSIGNMENT_CONTEXT, type Assignment } from "@shoal/protocol/task/assignment";
import { WebSocket } from "ws";

/**
 * An agent's outside alone: it enrols, checks in and holds a socket, and does nothing with what it is told. Ten thousand
 * of them fit into one process, which real agents would not.
 */
export class WireAgent {
  readonly url: string;
  readonly deviceId: string;
  readonly deviceToken: string;
  readonly trust: EnrolAnswer["trust"];
  readonly #http: HttpAgent;
  #socket: WebSocket | undefined;

  constructor(url: string, enrolled: EnrolAnswer, http: HttpAgent) {
    this.url = url;
    this.deviceId = enrolled.deviceId;
    this.deviceToken = enrolled.deviceToken;
    this.trust = enrolled.trust;
    this.#http = http;
  }

  static async enrol(
    url: string,
    token: string,
    name: string,
    inventory: Inventory,
    http: HttpAgent,
  ): Promise<WireAgent> {
    return new WireAgent(
      url,
      await post<EnrolAnswer>(http, `${url}/agent/v1/enrol`, undefined, { token, name, inventory }),
      http,
    );
  }

  checkIn(body: Pick<CheckIn, "inventoryDigest" | "afterSequence"> & Partial<CheckIn>): Promise<CheckInAnswer> {
    return post(this.#http, `${this.url}/agent/v1/check-in`, this.deviceToken, {
      capability: CAPABILITY,
      agentVersion: "0.1.0",
      ...body,
    });
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
  report(reports: readonly ActionReport[], refusals: readonly Refusal[] = []): Promise<ReportsAnswer> {
    return post(this.#http, `${this.url}/agent/v1/reports`, this.deviceToken, { reports, refusals });
  }

  /** @param onRing called for every frame that the server sends */
  connect(onRing: () => void, localAddress?: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(`${this.url.replace(/^http/, "ws")}/agent/v1/socket`, SOCKET_PROTOCOL, {
        headers: { authorization: `Bearer ${this.deviceToken}` },
        perMessageDeflate: false,
        ...(localAddress ? { localAddress } : {}),
      });
      this.#socket = socket;
      socket.once("open", () => resolve());
      socket.once("error", reject);
      socket.on("message", onRing);
    });
  }

  close(): void {
    this.#socket?.terminate();
  }
}

function post<T>(agent: HttpAgent, url: string, token: string | undefined, body: unknown): Promise<T> {
  const bytes = Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, {
      agent,
      method: "POST",
      headers: {
        "content-type": "application/json",
        "content-length": bytes.length,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
    });
    request.once("error", reject);
    request.once("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200 || response.statusCode === 201) resolve(JSON.parse(text) as T);
        else reject(new Error(`${url}: ${response.statusCode} ${text.slice(0, 200)}`));
      });
    });
    request.end(bytes);
  });
}
