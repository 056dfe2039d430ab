import type { FastifyReply, FastifyRequest } from "fastify";
import type { Db } from "../db/schema.ts";
import { type Accounts, FROM_HEADER, type Means } from "./accounts.ts";

/** A session that is open. */
export interface OpenSession {
  id: string;
  operatorId: string;
  createdMs: number;
  expiresMs: number;
  /** Proved by more than a password. */
  strong: boolean;
}

/** Between our requests and better-auth: cookies and headers go one way and the other. */
export class Sessions {
  readonly accounts: Accounts;
  readonly #name: string;
  readonly #tls: boolean;
  readonly #db: Db;

  constructor(accounts: Accounts, db: Db, tls: boolean) {
    this.accounts = accounts;
    this.#db = db;
    this.#tls = tls;
    this.#name = `${tls ? "__Host-" : ""}shoal.session_token`;
  }

  /** The value of the session's cookie; what else the browser sends is none of it. */
  cookieOf(request: Pick<FastifyRequest, "headers">): string | undefined {
    return cookieOf(request, this.#name);
  }

  /** Whose password was right a moment ago, by the cookie that says so. It proves nothing: better-auth looks at its signature. */
  async pending(request: Pick<FastifyRequest, "headers">): Promise<string | undefined> {
    const cookie = cookieOf(request, this.#name.replace("session_token", "two_factor")) ?? "";
    const row = await this.#db
      .selectFrom("operator_verifications")
      .select("value")
      .where("identifier", "=", cookie.split(".")[0]!)
      .executeTakeFirst();
    return row?.value;
  }

  async find(cookie: string): Promise<OpenSession | undefined> {
    const headers = new Headers({ cookie: `${this.#name}=${cookie}` });
    const found = await this.accounts.api.getSession({ headers });
    if (!found) return undefined;
    const { session, user } = found;
    return {
      ...{ id: session.id, operatorId: session.userId },
      ...{ createdMs: session.createdAt.getTime(), expiresMs: session.expiresAt.getTime() },
      strong: Boolean(user.twoFactorEnabled) || session.means === "passkey" || session.means === "sign-on",
    };
  }

  /** What better-auth is told of a request. */
  headersOf(request: FastifyRequest): Headers {
    const { cookie, "user-agent": agent } = request.headers;
    return new Headers({
      [FROM_HEADER]: request.ip,
      ...(cookie === undefined ? {} : { cookie }),
      ...(agent === undefined ? {} : { "user-agent": agent.slice(0, 200) }),
    });
  }

  /** Hands the cookies of an answer of better-auth on to the browser. */
  forward(answer: Response, reply: FastifyReply): void {
    for (const cookie of answer.headers.getSetCookie()) reply.header("set-cookie", cookie);
  }

  /**
   * Takes what the browser keeps of a session that has ended. Not every cookie: that of a known browser says nothing, and stays
   * so that strangers do not hold it up.
   */
  clear(reply: FastifyReply): void {
    const secure = this.#tls ? "; Secure" : "";
    reply
      .header("clear-site-data", '"cache", "storage"')
      .header("set-cookie", `${this.#name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict${secure}`);
  }

  /**
   * @param tell writes down that it is open
   * @returns whether it is: who is disabled gets none
   */
  async open(
    userId: string,
    means: Means,
    request: FastifyRequest,
    reply: FastifyReply,
    tell: (trx: Db) => Promise<void>,
  ): Promise<boolean> {
    const answer = await this.accounts.api.openSession({
      body: { userId, means },
      headers: this.headersOf(request),
      asResponse: true,
    });
    const { token } = answer.ok ? ((await answer.json()) as { token: string | null }) : { token: null };
    if (token === null) return false;
    await this.handOver(answer, token, reply, tell);
    return true;
  }

  /**
   * Gives the browser a session that better-auth has opened and committed by itself. Its cookie leaves when the entry of the trail is
   * committed, and not before: where that fails, the session is closed again, and where the server dies in between, nobody has its cookie.
   */
  async handOver(
    answer: Response,
    token: string,
    reply: FastifyReply,
    tell: (trx: Db) => Promise<void>,
  ): Promise<void> {
    try {
      await this.#db.transaction().execute(tell);
    } catch (error) {
      await this.close(token).catch(() => {});
      throw error;
    }
    this.forward(answer, reply);
  }

  async close(token: string): Promise<void> {
    await this.#db.deleteFrom("operator_sessions").where("token", "=", token).execute();
  }
}

export function cookieOf(request: Pick<FastifyRequest, "headers">, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}
