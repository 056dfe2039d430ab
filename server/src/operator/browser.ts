import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { cookieOf } from "./sessions.ts";

const YEAR_SECONDS = 31_536_000;

/**
 * Browsers that somebody has signed in with before, known by a cookie that says nothing and opens nothing: by it the guesses
 * of strangers do not hold up its owner.
 */
export class KnownBrowsers {
  readonly #secret: string;
  readonly #tls: boolean;
  readonly #name: string;

  constructor(secret: string, tls: boolean) {
    this.#secret = secret;
    this.#tls = tls;
    this.#name = `${tls ? "__Host-" : ""}shoal.browser`;
  }

  /** @returns what this browser is counted as; undefined: that of a stranger */
  find(request: FastifyRequest, operatorId: string): string | undefined {
    const [id, sign = ""] = (cookieOf(request, this.#name) ?? "").split(".");
    if (!id) return undefined;
    const [given, own] = [Buffer.from(sign), Buffer.from(this.#sign(id, operatorId))];
    return given.length === own.length && timingSafeEqual(given, own) ? id : undefined;
  }

  remember(reply: FastifyReply, operatorId: string): void {
    const id = randomBytes(16).toString("base64url");
    const value = `${id}.${this.#sign(id, operatorId)}`;
    const secure = this.#tls ? "; Secure" : "";
    const cookie = `${this.#name}=${value}; Max-Age=${YEAR_SECONDS}; Path=/; HttpOnly; SameSite=Strict${secure}`;
    reply.header("set-cookie", cookie);
  }

  #sign(id: string, operatorId: string): string {
    return createHmac("sha256", this.#secret).update(`browser ${id} ${operatorId}`).digest("base64url");
  }
}
