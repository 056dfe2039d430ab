import { say } from "@shoal/protocol/sentence/say";
import type { FastifyRequest } from "fastify";
import { Refusal } from "../http/refusal.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** Where browsers see a request come from when it is one of our own pages that asks. */
export function originOf(request: FastifyRequest, publicUrl: string | undefined): string {
  return publicUrl === undefined ? `${request.protocol}://${request.host}` : new URL(publicUrl).origin;
}

/**
 * A page of another site can make a browser send our cookies, and say who sent it: browsers put the origin to every request that changes something.
 * @param byCookie the browser has proved who it is by a cookie alone, so it has to say where it comes from
 * @throws Refusal where it comes from elsewhere
 */
export function refuseForeign(request: FastifyRequest, publicUrl: string | undefined, byCookie: boolean): void {
  if (SAFE.has(request.method)) return;
  const { origin } = request.headers;
  if (origin === undefined && !byCookie) return;
  const own = [originOf(request, publicUrl), originOf(request, undefined)];
  if (origin === undefined || !own.includes(origin))
    throw new Refusal(
      "origin-refused",
      origin === undefined ? say("origin-unsaid", { own: own[0]! }) : say("origin-other", { origin, own: own[0]! }),
    );
}
