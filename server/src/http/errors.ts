import type { ErrorCode } from "@shoal/protocol/errors/catalogue";
import { type ProblemPlace, problem } from "@shoal/protocol/errors/problem";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Refusal } from "./refusal.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** What a person is shown who goes to an address that there is not; absent: what programs are told. */
    pageOfNowhere?: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
  }
  interface FastifyReply {
    /** Of the catalogue, where the answer is an error. */
    problemCode?: ErrorCode;
  }
}

/** Fastify's own errors, in the catalogue's words. */
const FROM_FASTIFY: Record<string, ErrorCode> = {
  FST_ERR_VALIDATION: "bad-request",
  FST_ERR_CTP_BODY_TOO_LARGE: "body-too-large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "unsupported",
  FST_ERR_CTP_INVALID_JSON_BODY: "bad-request",
  FST_ERR_CTP_EMPTY_JSON_BODY: "bad-request",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "bad-request",
  FST_ERR_BAD_URL: "bad-request",
};

/** Every error leaves as `application/problem+json` from the catalogue; what is not foreseen says nothing but its request id. */
export function installErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    if (error instanceof Refusal) {
      if (error.retryAfterSeconds !== undefined) reply.header("retry-after", String(error.retryAfterSeconds));
      return answer(request, reply, error.code, error.detail, error.place);
    }
    const known = FROM_FASTIFY[error.code];
    if (known) return answer(request, reply, known, describe(error));
    if (error instanceof SyntaxError) return answer(request, reply, "bad-request", "the body is not JSON");
    if (isDiskFull(error)) return answer(request, reply, "disk-full");
    request.log.error({ err: error }, "unforeseen error");
    return answer(request, reply, "internal");
  });
  app.setNotFoundHandler(async (request, reply) => {
    if (app.pageOfNowhere !== undefined && isByPerson(request)) return await app.pageOfNowhere(request, reply);
    const others = ["GET", "POST", "PUT", "DELETE"].filter(
      (method) => method !== request.method && app.hasRoute({ url: request.url.split("?")[0]!, method }),
    );
    if (others.length === 0)
      return answer(request, reply, "not-found", `${request.method} ${request.url.split("?")[0]}`);
    reply.header("allow", others.join(", "));
    return answer(request, reply, "method-not-allowed", `${request.method}; there is ${others.join(", ")}`);
  });
}

/** Somebody has typed it, or followed a link: browsers ask for pages by this, programs and what pages fetch do not. Below these are no pages. */
const isByPerson = ({ method, headers, url }: FastifyRequest): boolean =>
  method === "GET" && headers.accept?.includes("text/html") === true && !/^\/(api|assets|agent|docs)\//.test(url);

function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ErrorCode,
  detail?: string,
  place?: ProblemPlace,
): FastifyReply {
  reply.problemCode = code;
  const body = problem(code, detail, request.id, place);
  // A body that was not read to its end would be taken for the next request on this connection.
  if (request.raw.readableEnded === false && Number(request.headers["content-length"] ?? 0) > 0)
    reply.header("connection", "close");
  return reply.code(body.status).type("application/problem+json").serializer(JSON.stringify).send(body);
}

/** Typed by people, who are told so in words for people. */
const PASSWORDS = /\/(password|current)$/;

/** "body/targets/os must be array": the first thing that the schema says, with the place. */
function describe(error: FastifyError): string {
  const first = error.validation?.[0];
  if (!first) return error.message.slice(0, 300);
  if (first.keyword === "minLength" && PASSWORDS.test(first.instancePath)) {
    const count = Number(first.params["limit"]);
    return count > 1 ? say("password-short", { count }) : say("password-empty");
  }
  const extra = "additionalProperty" in first.params ? `: ${String(first.params.additionalProperty)}` : "";
  const allowed = Array.isArray(first.params.allowedValues)
    ? `: ${(first.params.allowedValues as unknown[]).join(", ")}`
    : "";
  return `${error.validationContext ?? "request"}${first.instancePath} ${first.message ?? "is not valid"}${extra}${allowed}`.slice(
    0,
    500,
  );
}

function isDiskFull(error: Error & { code?: string; errcode?: number }): boolean {
  return error.code === "ENOSPC" || (error.code === "ERR_SQLITE_ERROR" && error.errcode === 13);
}
