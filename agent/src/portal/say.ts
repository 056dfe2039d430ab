import type { IncomingMessage, ServerResponse } from "node:http";
import { LIMITS } from "@shoal/protocol/limits";
import type { PortalProblem } from "@shoal/protocol/portal/view";

/** What the portal does not do, and why. */
export class Refused extends Error {
  readonly status: number;
  readonly code: PortalProblem["code"];

  constructor(status: number, code: PortalProblem["code"], detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

export function say(response: ServerResponse, answer: object): void {
  const refused = answer instanceof Refused;
  const body: object = refused ? ({ code: answer.code, detail: answer.message } satisfies PortalProblem) : answer;
  response.writeHead(refused ? answer.status : 200, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

/** @throws Refused where it is not a small JSON object */
export async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LIMITS.portalBodyBytes) throw new Refused(413, "bad-request", "that is too much");
    chunks.push(chunk);
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new Refused(400, "bad-request", "that is no JSON object");
}
