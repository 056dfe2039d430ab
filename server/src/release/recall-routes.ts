import { Recalled, RecallSpec, ReleaseRow } from "@shoal/protocol/api/package";
import type { FastifyRequest } from "fastify";
import Type from "typebox";
import type { AssignmentIndex } from "../agent/assignment-index.ts";
import { channelStore } from "../channel/store.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import type { Services } from "../http/services.ts";
import type { Orders } from "../task/orders.ts";
import { recallRelease, unrecallRelease } from "./recall.ts";
import { releaseStore } from "./store.ts";

const At = Type.Object({ name: Type.String({ maxLength: 64 }), version: Type.String({ maxLength: 64 }) });

/** @param onUnrecalled told when a release may be given to devices again */
export function recallRoutes(
  app: App,
  services: Services,
  assignments: AssignmentIndex,
  onUnrecalled: (releaseId: number) => void,
): void {
  const { db, hooks } = services;
  const tags = ["packages"];
  const ordersOf = (request: FastifyRequest): Orders => ({ ...services, assignments, request });
  const idOf = ({ name, version }: { name: string; version: string }) => ({ package: name, version });
  const rowOf = async ({ name, version }: { name: string; version: string }) =>
    (await releaseStore(db).find(name, version))!.row;

  app.post(
    "/api/v1/packages/:name/releases/:version/recall",
    {
      preValidation: hooks.may("release.recall"),
      schema: {
        operationId: "recallRelease",
        tags,
        summary: "Stops a release wherever it has not arrived, and keeps it from being given again",
        params: At,
        body: RecallSpec,
        response: { 200: Recalled, ...PROBLEMS },
      },
    },
    async (request) => {
      const stopped = await recallRelease(ordersOf(request), idOf(request.params), request.body.reason);
      const { name, version } = request.params;
      const channels = (await channelStore(db).list()).filter(
        (each) => each.package === name && each.version === version,
      );
      return { release: await rowOf(request.params), stopped, channels: channels.map((each) => each.name) };
    },
  );
  app.post(
    "/api/v1/packages/:name/releases/:version/unrecall",
    {
      preValidation: hooks.may("release.recall"),
      schema: {
        operationId: "unrecallRelease",
        tags,
        summary: "Lifts a recall; what was stopped stays stopped",
        params: At,
        body: RecallSpec,
        response: { 200: ReleaseRow, ...PROBLEMS },
      },
    },
    async (request) => {
      onUnrecalled(await unrecallRelease(ordersOf(request), idOf(request.params), request.body.reason));
      return await rowOf(request.params);
    },
  );
}
