import {
  DayRow,
  DaysQuery,
  FailingRow,
  FailureRow,
  FailuresQuery,
  RankQuery,
  SlowestRow,
  StartedRow,
  SuccessQuery,
  SuccessRow,
} from "@shoal/protocol/api/history";
import { Page } from "@shoal/protocol/api/page";
import type { FastifyReply } from "fastify";
import type { TObject } from "typebox";
import { type App, PROBLEMS } from "../http/app.ts";
import type { Services } from "../http/services.ts";
import { csvTable } from "./csv.ts";
import { HistoryDays } from "./days.ts";
import { failuresBy } from "./failures.ts";
import { historyStore } from "./store.ts";

const RANKED = 50;

export function historyRoutes(app: App, { db, hooks, now }: Services): void {
  const history = historyStore(db);
  const days = new HistoryDays(db);
  const tags = ["history"];
  const produces = ["application/json", "text/csv"];

  app.get(
    "/api/v1/history/success-rate",
    {
      preValidation: hooks.may("task.read"),
      schema: {
        operationId: "successRate",
        tags,
        produces,
        summary: "Ended actions and their success rate, by release or by platform",
        querystring: SuccessQuery,
        response: { 200: Page(SuccessRow), ...PROBLEMS },
      },
    },
    async (request, reply) =>
      respond(
        reply,
        request.query.format,
        SuccessRow,
        await history.successRate(request.query, request.query.groupBy ?? "release"),
      ),
  );
  app.get(
    "/api/v1/history/slowest",
    {
      preValidation: hooks.may("task.read"),
      schema: {
        operationId: "slowestDevices",
        tags,
        produces,
        summary: "Devices whose installations take longest",
        querystring: RankQuery,
        response: { 200: Page(SlowestRow), ...PROBLEMS },
      },
    },
    async (request, reply) =>
      respond(
        reply,
        request.query.format,
        SlowestRow,
        await history.slowest(request.query, request.query.limit ?? RANKED),
      ),
  );
  app.get(
    "/api/v1/history/failing",
    {
      preValidation: hooks.may("task.read"),
      schema: {
        operationId: "failingDevices",
        tags,
        produces,
        summary: "Devices that fail most",
        querystring: RankQuery,
        response: { 200: Page(FailingRow), ...PROBLEMS },
      },
    },
    async (request, reply) =>
      respond(
        reply,
        request.query.format,
        FailingRow,
        await history.failing(request.query, request.query.limit ?? RANKED),
      ),
  );
  app.get(
    "/api/v1/history/failures",
    {
      preValidation: hooks.may("task.read"),
      schema: {
        operationId: "failuresByCause",
        tags,
        produces,
        summary: "Failed actions by their cause, the most frequent first",
        querystring: FailuresQuery,
        response: { 200: Page(FailureRow), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { format, limit = RANKED, by = "cause", ...filter } = request.query;
      return respond(reply, format, FailureRow, await failuresBy(db, by, filter, limit));
    },
  );
  app.get(
    "/api/v1/history/days",
    {
      preValidation: hooks.may("task.read"),
      schema: {
        operationId: "historyByDay",
        tags,
        summary: "What ended on each of the last days, and where its bytes came from; the oldest first",
        querystring: DaysQuery,
        response: { 200: Page(DayRow), ...PROBLEMS },
      },
    },
    async (request) => ({ items: await days.last(request.query.days ?? 28, now()) }),
  );
  app.get(
    "/api/v1/history/tasks",
    {
      preValidation: hooks.may("task.read"),
      schema: {
        operationId: "startedTasks",
        tags,
        produces,
        summary: "Who started what, and what came of it",
        querystring: RankQuery,
        response: { 200: Page(StartedRow), ...PROBLEMS },
      },
    },
    async (request, reply) =>
      respond(
        reply,
        request.query.format,
        StartedRow,
        await history.started(request.query, request.query.limit ?? RANKED),
      ),
  );
}

/** As JSON, or as a CSV with the columns of the schema. */
function respond<T extends object>(
  reply: FastifyReply,
  format: "json" | "csv" | undefined,
  row: TObject,
  items: T[],
): { items: T[] } {
  if (format !== "csv") return { items };
  reply.type("text/csv; charset=utf-8").serializer((body: unknown) => body as string);
  return csvTable(items, Object.keys(row.properties)) as unknown as { items: T[] };
}
