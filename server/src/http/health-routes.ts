import Type from "typebox";
import type { Metrics } from "../metrics/metrics.ts";
import { VERSION } from "../version.ts";
import type { App } from "./app.ts";
import type { Services } from "./services.ts";

/** For supervisors and Prometheus. @param closed metrics are told to operators alone */
export function healthRoutes(
  app: App,
  { hooks, hub }: Services,
  { metrics, patches, closed }: { metrics: Metrics; patches: () => string; closed: boolean },
): void {
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
    async () => ({ status: "ok" as const, version: VERSION, agentsOnline: hub.size, patches: patches() }),
  );
  app.get(
    "/metrics",
    { schema: { hide: true }, ...(closed ? { preValidation: hooks.may("server.read") } : {}) },
    async (_request, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}
