import { Page, PageQuery, SpanQuery } from "@shoal/protocol/api/page";
import { AuditEvent } from "@shoal/protocol/audit/event";
import Type from "typebox";
import { type App, PROBLEMS } from "../http/app.ts";
import { limitOf } from "../http/cursor.ts";
import type { Services } from "../http/services.ts";
import { auditStore } from "./store.ts";

const Word = Type.Optional(Type.String({ maxLength: 200 }));

export function auditRoutes(app: App, { db, hooks }: Services): void {
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
}
