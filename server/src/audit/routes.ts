import { Readable } from "node:stream";
import { Page, PageQuery, SpanQuery } from "@shoal/protocol/api/page";
import { AuditEvent } from "@shoal/protocol/audit/event";
import { AuditKey as PublicAuditKey, SealedCheckpoint, type TrailLine } from "@shoal/protocol/audit/trail";
import { LIMITS } from "@shoal/protocol/limits";
import Type from "typebox";
import { type App, PROBLEMS } from "../http/app.ts";
import { limitOf } from "../http/cursor.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import type { AuditKey } from "./audit-key.ts";
import { makeCheckpoint } from "./checkpoints.ts";
import { auditStore } from "./store.ts";
import { trailLines } from "./trail-lines.ts";

const Word = Type.Optional(Type.String({ maxLength: 200 }));

export function auditRoutes(app: App, { db, hooks, now }: Services, key: AuditKey): void {
  app.get(
    "/api/v1/audit",
    {
      preValidation: hooks.may("audit.read"),
      schema: {
        operationId: "listAudit",
        tags: ["audit"],
        summary: "Who did what to what, newest first",
        querystring: Type.Object(
          { ...PageQuery, ...SpanQuery, actor: Word, what: Word, subject: Word },
          { additionalProperties: false },
        ),
        response: { 200: Page(AuditEvent), ...PROBLEMS },
      },
    },
    async (request) => await auditStore(db).page(request.query, limitOf(request.query)),
  );
  app.get(
    "/api/v1/audit/trail",
    {
      preValidation: hooks.may("audit.read"),
      config: { cost: LIMITS.operatorExportCost },
      schema: {
        operationId: "readTrail",
        tags: ["audit"],
        summary: "The whole trail as JSON lines, oldest first, with all that it takes to prove it",
        produces: ["application/x-ndjson"],
        response: { 200: Type.Unsafe<Readable>({ type: "string" }), ...PROBLEMS },
      },
    },
    async (_request, reply) => {
      reply.type("application/x-ndjson").header("content-disposition", 'attachment; filename="audit-trail.jsonl"');
      return reply.send(Readable.from(written(trailLines(db, key, now()))));
    },
  );
  app.get(
    "/api/v1/audit/key",
    {
      preValidation: hooks.may("audit.read"),
      schema: {
        operationId: "readAuditKey",
        tags: ["audit"],
        summary: "The public key that checkpoints of the trail are signed with",
        response: { 200: PublicAuditKey, ...PROBLEMS },
      },
    },
    async () => key.publicKey,
  );
  app.post(
    "/api/v1/audit/checkpoints",
    {
      preValidation: hooks.may("audit.checkpoint"),
      schema: {
        operationId: "makeCheckpoint",
        tags: ["audit"],
        summary: "Signs the trail as it is now, for a copy that is kept elsewhere",
        response: { 201: SealedCheckpoint, ...PROBLEMS },
      },
    },
    async (_request, reply) => {
      const made = await makeCheckpoint(db, key, now());
      if (typeof made === "string") throw new Refusal("audit-broken", made);
      reply.code(201);
      return made;
    },
  );
}

async function* written(lines: AsyncIterable<TrailLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}
