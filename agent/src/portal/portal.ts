import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { LIMITS } from "@shoal/protocol/limits";
import { accountOf } from "../account/by-number.ts";
import type { Log } from "../log/log.ts";
import { HEADERS, whyForeign } from "./guard.ts";
import { Invitations } from "./invite.ts";
import { readPage } from "./page.ts";
import { peerUser } from "./peer-user.ts";
import { Refused, readBody, say } from "./say.ts";
import type { PortalSource } from "./source.ts";
import { Visits } from "./visits.ts";
import { workOf } from "./work.ts";

const TIDY_MS = 30_000;
const REQUEST_MS = 10_000;

interface Caller {
  /** Whose connection it is; undefined where the system has no way to say. */
  uid: number | undefined;
}

/**
 * The pages of this device for its people, on loopback alone and on a port that the system picks. It listens while somebody has them
 * open, and not longer.
 */
export class Portal {
  readonly #source: PortalSource;
  readonly #log: Log;
  readonly #nowMs: () => number;
  readonly #invitations: Invitations;
  readonly #visits = new Visits();
  readonly #callers = new WeakMap<Socket, Promise<Caller>>();
  readonly #connections = new Map<number, number>();
  #listening: Promise<Server> | undefined;
  #tidy: NodeJS.Timeout | undefined;

  constructor({ folder, source, log, nowMs = () => performance.now() }: PortalParts) {
    this.#source = source;
    this.#log = log;
    this.#nowMs = nowMs;
    this.#invitations = new Invitations(folder);
  }

  /** @returns the name of the file that tells this user, and nobody else, how to come in @throws Error where they cannot */
  async invite(uid: number): Promise<string> {
    const why = this.#source.whyClosed();
    if (why !== undefined) throw new Error(why);
    const own = process.geteuid?.();
    if (own !== 0 && uid !== own) throw new Error("this agent does not run as root, so it serves its own user alone");
    const fresh = this.#invitations.fresh(uid, this.#nowMs());
    if (fresh !== undefined) return fresh;
    if (!(await accountOf(uid))) throw new Error(`there is no user ${uid} on this machine`);
    const host = hostOf(await this.#listen());
    return this.#invitations.give(uid, (secret) => `http://${host}/#${secret}`, this.#nowMs());
  }

  async close(): Promise<void> {
    clearInterval(this.#tidy);
    const listening = this.#listening;
    // Whoever is invited from now on gets another port.
    this.#listening = undefined;
    const server = await listening;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  #listen(): Promise<Server> {
    this.#listening ??= new Promise<Server>((resolve, reject) => {
      const server = createServer(
        {
          requestTimeout: REQUEST_MS,
          headersTimeout: REQUEST_MS,
          maxHeaderSize: 8192,
          connectionsCheckingInterval: 5000,
        },
        (request, response) => void this.#serve(server, request, response),
      );
      server.maxConnections = LIMITS.portalConnections;
      server.on("connection", (socket) => this.#connected(socket));
      server.once("error", (error) => {
        this.#listening = undefined;
        reject(error);
      });
      server.listen(0, "127.0.0.1", () => resolve(server));
      this.#tidy = setInterval(() => this.#tidyUp(), TIDY_MS).unref();
    });
    return this.#listening;
  }

  /** Nobody has it open, and nobody is about to: the port is given back. */
  #tidyUp(): void {
    const nowMs = this.#nowMs();
    const [invited, visited] = [this.#invitations.tidy(nowMs), this.#visits.tidy(nowMs)];
    if (!invited && !visited) void this.close();
  }

  #connected(socket: Socket): void {
    const ends = { localPort: socket.localPort ?? 0, remotePort: socket.remotePort ?? 0 };
    const caller = process.platform === "linux" ? peerUser(ends).then((uid) => ({ uid: uid ?? -1 })) : undefined;
    this.#callers.set(socket, caller ?? Promise.resolve({ uid: undefined }));
    void caller?.then(
      ({ uid }) => {
        const count = (this.#connections.get(uid) ?? 0) + 1;
        this.#connections.set(uid, count);
        const gone = () => {
          const left = (this.#connections.get(uid) ?? 1) - 1;
          if (left > 0) this.#connections.set(uid, left);
          else this.#connections.delete(uid);
        };
        if (socket.destroyed) return gone();
        socket.once("close", gone);
        if (count > LIMITS.portalConnectionsPerPerson) socket.destroy();
      },
      () => socket.destroy(),
    );
  }

  async #serve(server: Server, request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    try {
      await this.#answer(hostOf(server), request, response);
    } catch (error) {
      if (!(error instanceof Refused)) this.#log.warn(`the portal: ${(error as Error).message}`);
      if (response.headersSent) return void response.destroy();
      say(response, error instanceof Refused ? error : new Refused(500, "failed", "the agent's log says why"));
    }
  }

  async #answer(host: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "" } = request;
    const foreign = whyForeign(request, host);
    if (foreign) throw new Refused(foreign.status, "refused", foreign.detail);
    const caller = await this.#callers.get(request.socket);
    if (!caller || caller.uid === -1) throw new Refused(403, "refused", "whose connection this is cannot be told");
    if (!url.startsWith("/api/")) {
      if (method !== "GET" && method !== "HEAD")
        throw new Refused(405, "bad-request", "there is nothing to change here");
      return await readPage(url, response);
    }
    const who = caller.uid ?? -1;
    const nowMs = this.#nowMs();
    if (this.#visits.isGuessing(who, nowMs)) throw new Refused(429, "too-often", "wait a minute");
    const body = method === "POST" ? await readBody(request) : {};
    if (method === "POST" && url === "/api/visit") return say(response, { token: await this.#enter(body, caller) });

    const token = /^Bearer ([\w-]{43})$/.exec(request.headers.authorization ?? "")?.[1];
    const visit = token === undefined ? undefined : this.#visits.of(token, caller.uid, nowMs);
    if (!visit) {
      if (token !== undefined) this.#visits.wrong(who, nowMs);
      throw new Refused(401, "not-opened", "open the portal anew: shoal-agent portal");
    }
    const why = this.#source.whyClosed();
    if (why !== undefined) throw new Refused(403, "refused", why);
    if (method === "DELETE" && url === "/api/visit") {
      this.#visits.end(token!);
      return say(response, {});
    }
    const work = workOf(method, url);
    if (!work) throw new Refused(404, "not-found", "there is nothing at this address");
    say(response, await work(this.#source, visit, body));
  }

  /** The secret of an invitation is exchanged once, by its user's own browser. */
  async #enter({ secret }: Record<string, unknown>, { uid }: Caller): Promise<string> {
    const nowMs = this.#nowMs();
    const invited = typeof secret === "string" ? this.#invitations.take(secret, uid, nowMs) : undefined;
    if (invited === undefined) {
      this.#visits.wrong(uid ?? -1, nowMs);
      throw new Refused(401, "not-opened", "this address was used already, or is too old");
    }
    const person = (await accountOf(invited)) ?? String(invited);
    this.#log.info(`${person} has opened the portal`);
    this.#source.look();
    return this.#visits.begin({ uid: invited, person: person.slice(0, LIMITS.personChars) }, nowMs);
  }
}

export interface PortalParts {
  /** Where invitations lie. */
  folder: string;
  source: PortalSource;
  log: Log;
  nowMs?: () => number;
}

function hostOf(server: Server): string {
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
