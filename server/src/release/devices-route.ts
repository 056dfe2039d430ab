import { PackageDevices } from "@shoal/protocol/api/package";
import Type from "typebox";
import { boundsOf } from "../auth/hooks.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import type { Services } from "../http/services.ts";
import { scopeAt } from "../query/scope.ts";
import { withinBounds } from "../query/within.ts";
import { whoHas } from "./who-has.ts";

/** Which release of a package is on how many devices. */
export function packageDevicesRoute(app: App, { db, hooks, hub, now }: Services): void {
  app.get(
    "/api/v1/packages/:name/devices",
    {
      preValidation: hooks.may("device.read", "groups"),
      schema: {
        operationId: "getPackageDevices",
        tags: ["packages"],
        summary: "How many devices have which version of a package, and how many have none",
        params: Type.Object({ name: Type.String({ maxLength: 64 }) }),
        response: { 200: PackageDevices, ...PROBLEMS },
      },
    },
    async (request) => {
      const scope = scopeAt(now(), hub);
      return await whoHas(db, request.params.name, await withinBounds(db, boundsOf(request), scope));
    },
  );
}
