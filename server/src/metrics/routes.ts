import Type from "typebox";
import type { Guard } from "../auth/hooks.ts";
import type { App } from "../http/app.ts";
import type { createMetrics } from "./metrics.ts";

interface Watched {
  version: string;
  agentsOnline: () => number;
  /** Whether patches are made, and why not. */
  patches: () => string;
  /** Who may read the metrics; absent: whoever reaches the server. */
  guard?: Guard;
}

/** For a supervisor, and for Prometheus. */
export function metricsRoutes(app: App, metrics: ReturnType<typeof createMetrics>, watched: Watched): void {
  app.get(
    "/healthz",
    {
      schema: {
        operationId: "health",
        tags: ["server"],
        summary: "Alive, and since when",
        security: [],
        response: {
          200: Type.Object({
            status: Type.Literal("ok"),
            version: Type.String(),
            agentsOnline: Type.Integer(),
            patches: Type.String({ description: "Whether patches are made, and why not" }),
          }),
        },
      },
    },
    async () => ({
      status: "ok" as const,
      version: watched.version,
      agentsOnline: watched.agentsOnline(),
      patches: watched.patches(),
    }),
  );
  app.get(
    "/metrics",
    { schema: { hide: true }, ...(watched.guard ? { preValidation: watched.guard } : {}) },
    async (_request, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}
