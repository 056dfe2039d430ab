import { randomBytes } from "node:crypto";
import swagger from "@fastify/swagger";
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from "@fastify/type-provider-typebox";
import scalar from "@scalar/fastify-api-reference";
import type { ErrorCode } from "@shoal/protocol/errors/catalogue";
import { Problem, problem } from "@shoal/protocol/errors/problem";
import { LIMITS } from "@shoal/protocol/limits";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from "fastify";
import { type Logger, pino } from "pino";
import Type from "typebox";
import { requireGuards } from "../auth/route-access.ts";
import { OPERATOR_TLS, type OperatorTls } from "../config/tls.ts";
import { installErrors } from "./errors.ts";
import { describeProblems, describeTuples } from "./openapi.ts";
import { secureHeaders } from "./security-headers.ts";

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

declare module "fastify" {
  interface FastifyInstance {
    /** Called where a request was answered for, because its body stopped arriving. */
    bodyCut: ((request: FastifyRequest, code: ErrorCode) => void)[];
  }
}

/** Answers that every route may give besides its own. */
const ProblemRef = Type.Unsafe<Problem>({ $ref: "Problem#" });
export const PROBLEMS = { "4xx": ProblemRef, "5xx": ProblemRef } as const;

export interface AppOptions {
  trustProxy?: string[];
  tls?: OperatorTls | undefined;
  /** Browsers reach it by TLS, whoever speaks that. */
  secure?: boolean;
  logger?: Logger;
  logLevel?: string;
  version: string;
}

/** Fastify with the house's limits, errors, logs and OpenAPI; routes are registered by the server. */
export async function createApp(options: AppOptions): Promise<App> {
  const loggerInstance: FastifyBaseLogger =
    options.logger ??
    pino({
      level: options.logLevel ?? "info",
      redact: ["authorization", "cookie"].flatMap((name) => [`req.headers.${name}`, `headers.${name}`]),
    });
  const app: App = Fastify({
    loggerInstance,
    genReqId: () => randomBytes(8).toString("hex"),
    requestIdHeader: false,
    bodyLimit: LIMITS.jsonBodyBytes,
    requestTimeout: 0,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    ...(options.tls
      ? // Fastify's types tell the two kinds of servers apart; nothing of ours does.
        ({ https: { ...options.tls, minVersion: OPERATOR_TLS, headersTimeout: LIMITS.requestHeadersMs } } as object)
      : { http: { headersTimeout: LIMITS.requestHeadersMs } }),
    logController: new LogController({ disableRequestLogging: true }),
    ...(options.trustProxy ? { trustProxy: options.trustProxy } : {}),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 256 },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(TypeBoxValidatorCompiler);
  app.addSchema({ ...Problem, $id: "Problem" });
  installErrors(app as unknown as FastifyInstance);
  logRequests(app);
  cutSlowBodies(app);
  requireGuards(app);
  secureHeaders(app, options.secure ?? false);
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Shoal",
        version: options.version,
        description: "Endpoint deployment: packages, devices, tasks, history, audit.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      components: {
        securitySchemes: {
          bearer: { type: "http", scheme: "bearer" },
          session: { type: "apiKey", in: "cookie", name: "__Host-shoal.session_token" },
        },
      },
      security: [{ bearer: [] }, { session: [] }],
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) =>
        typeof json["$id"] === "string" ? json["$id"] : `schema-${index}`,
    },
  });
  app.get("/openapi.json", { schema: { hide: true } }, async () => describeTuples(describeProblems(app.swagger())));
  await app.register(
    scalar as never,
    {
      routePrefix: "/docs",
      logLevel: "silent",
      configuration: {
        url: "/openapi.json",
        withDefaultFonts: false,
        telemetry: false,
        showDeveloperTools: "never",
        agent: { disabled: true },
        mcp: { disabled: true },
      },
    } as never,
  );
  return app;
}

/** One line a request, when it is answered; what agents ask all day is only worth a line at debug level. */
function logRequests(app: App): void {
  app.addHook("onResponse", async (request, reply) => {
    const line = {
      method: request.method,
      url: request.url.split("?")[0],
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    if (request.url.startsWith("/agent/") || request.url === "/healthz" || request.url === "/metrics")
      request.log.debug(line, "answered");
    else request.log.info(line, "answered");
  });
  app.addHook("onSend", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
}

/** A body that stops arriving holds a connection and memory: it is answered, and its connection ends. */
function cutSlowBodies(app: App): void {
  app.decorate("bodyCut", []);
  app.addHook("onRequest", async (request, reply) => {
    const socket = request.raw.socket;
    socket.setTimeout(LIMITS.bodyIdleMs);
    const cut = () => {
      if (reply.sent || reply.raw.headersSent) return void socket.destroy();
      const body = problem("body-timeout", undefined, request.id);
      // Past Fastify, which still waits for the body and would answer for it when the connection ends.
      reply.hijack();
      reply.raw
        .writeHead(body.status, { "content-type": "application/problem+json", connection: "close" })
        .end(JSON.stringify(body), () => socket.destroy());
      for (const each of app.bodyCut) each(request, body.code);
    };
    // On the request: what nobody hears there, Node destroys.
    request.raw.once("timeout", cut);
    const free = () => {
      request.raw.off("timeout", cut);
      // Once the answer is out, Node has set how long the connection may be idle; a body that nobody wanted ends after that.
      if (!reply.raw.writableFinished) socket.setTimeout(0);
    };
    request.raw.once("end", free);
    request.raw.once("close", free);
  });
}
