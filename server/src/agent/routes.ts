import { Reports, ReportsAnswer } from "@shoal/protocol/agent/check-in";
import { Digest } from "@shoal/protocol/content/digest";
import Type from "typebox";
import { receiveReports } from "../action/report.ts";
import { deviceOf } from "../auth/hooks.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import { audit, entryOf, type Services } from "../http/services.ts";
import { releaseStore } from "../release/store.ts";
import { sessionStore } from "../session/store.ts";
import { type CheckInParts, checkInRoute } from "./check-in.ts";
import { tell } from "./tell.ts";

/** Sent as it is; the schema is for OpenAPI. */
const Binary = Type.Unsafe<Buffer>({ type: "string", format: "binary" });

export function agentRoutes(app: App, services: Services, parts: CheckInParts): void {
  const { db, hooks, now, outbox } = services;
  const tags = ["agent"];
  checkInRoute(app, services, parts);

  app.post(
    "/agent/v1/reports",
    {
      onRequest: hooks.requireDevice,
      schema: {
        operationId: "report",
        tags,
        summary: "What the device proved; sent at least once, stored once",
        body: Reports,
        response: { 200: ReportsAnswer, ...PROBLEMS },
      },
    },
    async (request) => {
      const id = deviceOf(request);
      const nowMs = now();
      parts.presence.seen(id);
      const { results, aftermath } = await db.transaction().execute(async (trx) => {
        const { name } = await trx.selectFrom("devices").select("name").where("id", "=", id).executeTakeFirstOrThrow();
        const received = await receiveReports(trx, { id, name }, request.body.reports, nowMs);
        for (const refusal of request.body.refusals ?? [])
          await audit(
            trx,
            entryOf(request, nowMs, `${refusal.what}.refused`, `device:${id}`, {
              subject: refusal.subject,
              detail: refusal.detail,
              atMs: refusal.atMs,
            }),
          );
        const sessions = sessionStore(trx);
        for (const session of request.body.sessions ?? [])
          if (!(await sessions.put(id, session, nowMs)))
            request.log.warn({ device: id, action: session.actionId, session: session.session }, "session not kept");
        await outbox.add(trx, received.aftermath.events);
        return received;
      });
      await tell(services, parts.assignments, aftermath);
      return { results };
    },
  );
  app.get(
    "/agent/v1/releases/:digest",
    {
      onRequest: hooks.requireDevice,
      schema: {
        operationId: "getReleaseDocument",
        tags,
        summary: "A release as its publisher has signed for it (CBOR)",
        params: Type.Object({ digest: Digest }),
        produces: ["application/cbor"],
        response: { 200: Binary, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { digest } = request.params;
      const mine = await parts.reach.release(deviceOf(request), digest);
      const document = mine ? await releaseStore(db).document(digest) : undefined;
      if (!document) throw new Refusal("not-found", `no action of this device names the release ${digest}`);
      return reply
        .type("application/cbor")
        .header("cache-control", "public, max-age=31536000, immutable")
        .send(Buffer.from(document));
    },
  );
}
