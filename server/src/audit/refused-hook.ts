import { ERRORS, type ErrorCode } from "@shoal/protocol/errors/catalogue";
import { LIMITS } from "@shoal/protocol/limits";
import type { FastifyRequest } from "fastify";
import { actorOf, type callerOf as askCaller } from "../auth/hooks.ts";
import type { App } from "../http/app.ts";
import { whoOf } from "../http/services.ts";
import type { RefusedRequests } from "./refused.ts";

const READS = new Set(["GET", "HEAD", "OPTIONS"]);
/** Nobody known, somebody who may not, somebody who asks too much. */
const FOR_WHO_ASKS = new Set([401, 403, 429]);

/**
 * Every write that is answered with a 4xx, and every read that is refused for who asks (ASVS 5.0, 16.3.2), is in the trail before it is answered,
 * whoever asked.
 * @param callerOf who sent it, where it was refused before anybody had asked for that
 */
export function auditRefused(
  app: App,
  refused: RefusedRequests,
  { now, callerOf }: { now: () => number; callerOf: (request: FastifyRequest) => ReturnType<typeof askCaller> },
): void {
  const note = async (request: FastifyRequest, status: number, code: ErrorCode | undefined): Promise<void> => {
    const kind = READS.has(request.method) ? "read" : "write";
    if (status < 400 || status > 499 || (kind === "read" && !FOR_WHO_ASKS.has(status))) return;
    try {
      const { caller, barred } = request.caller ? { caller: request.caller } : await callerOf(request);
      await refused.note(kind, {
        ...whoOf(request),
        actor: actorOf(caller),
        ...(barred ? { barred } : {}),
        atMs: now(),
        route: `${request.method} ${request.routeOptions.url ?? "(no route)"}`,
        path: request.url.split("?")[0]!.slice(0, LIMITS.auditPathChars),
        ...{ code: code ?? "http", status },
      });
    } catch (error) {
      // It stays refused: an error here would answer with another reason.
      request.log.error({ err: error }, "a refused request is not in the audit trail");
    }
  };
  app.addHook("onSend", (request, reply) => note(request, reply.statusCode, reply.problemCode));
  app.bodyCut.push((request, code) => void note(request, ERRORS[code].status, code));
}
