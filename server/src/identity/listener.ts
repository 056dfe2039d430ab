import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server as HttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import type { App } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Authority } from "./authority.ts";
import type { TicketKey } from "./ticket-key.ts";

export interface AgentListener {
  readonly server: HttpsServer;
  /** @returns where it listens: `https://127.0.0.1:7071` */
  listen(host: string, port: number): Promise<string>;
  close(): Promise<void>;
}

const LOOK_MS = 3_600_000;
/** Of which sessions are resumed here. Node's own is made of the command line, and a server may be started by another one. */
const SESSIONS = "shoal-agents";
/** What agents ask for, and nobody else. */
const PREFIX = "/agent/v1/";

/**
 * The agents' own listener beside the operators': TLS 1.3, and whoever connects is asked for a certificate. One that shows none, or a
 * wrong one, is let in all the same: the routes refuse it in words, and a few need none.
 */
export async function createAgentListener(
  app: App,
  { authority, tickets, now }: { authority: Authority; tickets: TicketKey; now: () => number },
): Promise<AgentListener> {
  const here = new WeakSet<IncomingMessage>();
  app.addHook("onRequest", async (request) => {
    const { url } = request.routeOptions;
    if (url === undefined || url.startsWith(PREFIX) === here.has(request.raw)) return;
    throw new Refusal(
      "not-found",
      say(url.startsWith(PREFIX) ? "agents-alone" : "operators-alone", { method: request.method, url }),
    );
  });

  let issuedMs = 0;
  const context = async () => {
    const nowMs = now();
    const { key, certificate: cert } = await authority.issueServer(nowMs);
    issuedMs = nowMs;
    return {
      key,
      cert,
      ca: authority.certificates.map(String),
      minVersion: "TLSv1.3",
      sessionIdContext: SESSIONS,
      sessionTimeout: LIMITS.ticketKeyKeptMs / 1000,
      ticketKeys: tickets.bytes,
    } as const;
  };
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    here.add(request);
    app.routing(request, response);
  };
  const { keepAliveTimeout, headersTimeout, requestTimeout } = app.server;
  const server = createServer(
    {
      ...(await context()),
      requestCert: true,
      rejectUnauthorized: false,
      keepAliveTimeout,
      headersTimeout,
      requestTimeout,
      handshakeTimeout: LIMITS.requestHeadersMs,
    },
    answer,
  );
  server.on("tlsClientError", (error: NodeJS.ErrnoException, socket) => {
    app.log.warn({ remote: socket.remoteAddress, code: error.code, err: error.message }, "no TLS with an agent");
  });
  const renew = () =>
    context().then(
      (next) => server.setSecureContext(next),
      (error) => app.log.error({ err: error }, "the server's certificate could not be renewed; it is tried again"),
    );
  authority.on("changed", renew);
  const look = setInterval(() => {
    const nowMs = now();
    try {
      if (tickets.rotate(nowMs)) server.setTicketKeys(tickets.bytes);
    } catch (error) {
      app.log.error({ err: error }, "the key of session tickets could not be replaced; it is tried again");
    }
    if (nowMs - issuedMs >= (LIMITS.serverCertificateMs * 2) / 3) void renew();
  }, LOOK_MS).unref();

  return {
    server,
    async listen(host, port) {
      await app.ready();
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen({ host, port }, () => {
          server.off("error", reject);
          resolve();
        });
      });
      const { address, port: taken, family } = server.address() as AddressInfo;
      return `https://${family === "IPv6" ? `[${address}]` : address}:${taken}`;
    },
    async close() {
      clearInterval(look);
      authority.off("changed", renew);
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
