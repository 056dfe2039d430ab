import { PackageDetail, PackageRow, ReleaseDetail } from "@shoal/protocol/api/package";
import { Page, PageQuery } from "@shoal/protocol/api/page";
import { say } from "@shoal/protocol/sentence/say";
import Type from "typebox";
import type { AssignmentIndex } from "../agent/assignment-index.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { limitOf } from "../http/cursor.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { signatureRoute } from "../trust/signature-route.ts";
import { checkRoute } from "./check-route.ts";
import { packageDevicesRoute } from "./devices-route.ts";
import { recallRoutes } from "./recall-routes.ts";
import { releaseStore } from "./store.ts";

const Name = Type.String({ maxLength: 64 });

/** @param onPublished told when a release may be given to devices, so that patches can be made in the background */
export function releaseRoutes(
  app: App,
  services: Services,
  assignments: AssignmentIndex,
  onPublished: (releaseId: number) => void,
): void {
  const { db, hooks } = services;
  const releases = releaseStore(db);
  const tags = ["packages"];

  app.get(
    "/api/v1/packages",
    {
      preValidation: hooks.may("package.read"),
      schema: {
        operationId: "listPackages",
        tags,
        summary: "Packages, the last published first",
        querystring: Type.Object(PageQuery, { additionalProperties: false }),
        response: { 200: Page(PackageRow), ...PROBLEMS },
      },
    },
    async (request) => await releases.packages(limitOf(request.query)),
  );
  app.get(
    "/api/v1/packages/:name",
    {
      preValidation: hooks.may("package.read"),
      schema: {
        operationId: "getPackage",
        tags,
        summary: "One package with its releases, newest first",
        params: Type.Object({ name: Name }),
        response: { 200: PackageDetail, ...PROBLEMS },
      },
    },
    async (request) => {
      const all = await releases.ofPackage(request.params.name);
      const latest = (all.find((each) => !each.row.recalled) ?? all[0])?.row;
      if (!latest) throw new Refusal("not-found", say("names-package", { name: request.params.name }));
      return {
        name: latest.package,
        publisher: latest.publisher,
        description: latest.description,
        latestVersion: latest.version,
        releases: all.length,
        updatedMs: latest.createdMs,
        items: all.map((each) => each.row),
      };
    },
  );
  app.get(
    "/api/v1/packages/:name/releases/:version",
    {
      preValidation: hooks.may("package.read"),
      schema: {
        operationId: "getRelease",
        tags,
        summary: "One release with its variants",
        params: Type.Object({ name: Name, version: Name }),
        response: { 200: ReleaseDetail, ...PROBLEMS },
      },
    },
    async (request) => {
      const found = await releases.find(request.params.name, request.params.version);
      if (!found)
        throw new Refusal(
          "not-found",
          say("names-release", { name: request.params.name, version: request.params.version }),
        );
      return { ...found.row, release: found.release };
    },
  );
  checkRoute(app, { db, hooks });
  packageDevicesRoute(app, services);
  signatureRoute(app, { db, hooks });
  recallRoutes(app, services, assignments, onPublished);
}
