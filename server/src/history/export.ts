import { Readable } from "node:stream";
import { LIMITS } from "@shoal/protocol/limits";
import type { Permission } from "@shoal/protocol/operator/permissions";
import Type from "typebox";
import { actionStore } from "../action/store.ts";
import { auditStore } from "../audit/store.ts";
import { deviceStore } from "../device/store.ts";
import type { App } from "../http/app.ts";
import { PROBLEMS } from "../http/app.ts";
import type { Services } from "../http/services.ts";
import { csvLine } from "./csv.ts";

type Rows = AsyncIterable<Record<string, unknown>>;
interface Export {
  permission: Permission;
  columns: readonly string[];
  rows(span: { since?: number; until?: number }): Rows;
}

const Query = Type.Object(
  {
    format: Type.Optional(Type.Enum(["csv", "json"] as const, { description: "json: one object a line" })),
    since: Type.Optional(Type.Integer({ minimum: 0 })),
    until: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  { additionalProperties: false },
);

/** Whole tables as CSV or JSON lines, page by page, so that a million rows cost no memory. */
export function exportRoutes(app: App, { db, hooks, hub }: Services): void {
  const exports: Record<string, Export> = {
    actions: {
      permission: "task.read",
      columns: [
        "id",
        "taskId",
        "deviceId",
        "device",
        "package",
        "version",
        "kind",
        "delivery",
        "state",
        "variantId",
        "reason",
        "exitCode",
        "createdMs",
        "updatedMs",
        "endedMs",
        "durationMs",
      ],
      rows: (span) =>
        every(
          (page) => actionStore(db).page(span, page),
          (row) => ({ ...row, reason: row.reason?.code }),
        ),
    },
    audit: {
      permission: "audit.read",
      columns: ["id", "atMs", "actor", "what", "subject", "detail", "remote", "requestId"],
      rows: (span) =>
        every(
          (page) => auditStore(db).page(span, page),
          (row) => ({ ...row }),
        ),
    },
    devices: {
      permission: "device.read",
      columns: [
        "id",
        "name",
        "os",
        "osVersion",
        "distribution",
        "arch",
        "bitness",
        "formFactor",
        "agentVersion",
        "enrolledMs",
        "lastSeenMs",
        "online",
      ],
      rows: () =>
        every(
          (page) => deviceStore(db, (id) => hub.isOnline(id)).page({}, page),
          ({ platform, ...row }) => ({ ...row, ...platform }),
        ),
    },
  };
  for (const [name, { permission, columns, rows }] of Object.entries(exports))
    app.get(
      `/api/v1/export/${name}`,
      {
        preValidation: hooks.may(permission),
        config: { cost: LIMITS.operatorExportCost },
        schema: {
          operationId: `export${name[0]!.toUpperCase()}${name.slice(1)}`,
          tags: ["history"],
          summary: `All ${name} as CSV or JSON lines`,
          querystring: Query,
          produces: ["text/csv", "application/x-ndjson"],
          response: { 200: Type.Unsafe<Readable>({ type: "string" }), ...PROBLEMS },
        },
      },
      async (request, reply) => {
        const { format = "csv", ...span } = request.query;
        reply
          .type(format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson")
          .header("content-disposition", `attachment; filename="${name}.${format === "csv" ? "csv" : "jsonl"}"`);
        return reply.send(Readable.from(lines(rows(span), columns, format)));
      },
    );
}

async function* every<T>(
  read: (page: { limit: number; cursor?: string }) => Promise<{ items: T[]; nextCursor?: string }>,
  toRow: (item: T) => Record<string, unknown>,
): Rows {
  let sent = 0;
  for (let cursor: string | undefined; ; ) {
    const page = await read({ limit: LIMITS.pageRows, ...(cursor === undefined ? {} : { cursor }) });
    for (const item of page.items) yield toRow(item);
    sent += page.items.length;
    cursor = page.nextCursor;
    if (cursor === undefined || sent >= LIMITS.exportRows) return;
  }
}

async function* lines(rows: Rows, columns: readonly string[], format: "csv" | "json"): AsyncGenerator<string> {
  if (format === "csv") yield csvLine(columns);
  for await (const row of rows)
    yield format === "csv" ? csvLine(columns.map((column) => row[column])) : `${JSON.stringify(row)}\n`;
}
