import { PackageDevices } from "@shoal/protocol/api/package";
import type { Expression, SqlBool } from "kysely";
import Type from "typebox";
import { boundsOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import type { Services } from "../http/services.ts";
import { scopeAt } from "../query/scope.ts";
import { withinBounds } from "../query/within.ts";

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

async function whoHas(db: Db, name: string, within: Expression<SqlBool> | undefined): Promise<PackageDevices> {
  const devices = db
    .selectFrom("devices")
    .where("devices.retired_ms", "is", null)
    .where((eb) => within ?? eb.lit(true));
  const { all } = await devices.select((eb) => eb.fn.countAll().as("all")).executeTakeFirstOrThrow();
  const rows = await devices
    .innerJoin("device_releases", "device_releases.device_number", "devices.number")
    .where("device_releases.package", "=", name)
    .select((eb) => [
      "device_releases.version",
      eb.fn.countAll().as("devices"),
      eb.fn.count("device_releases.failed_ms").as("failed"),
    ])
    .groupBy("device_releases.version")
    .orderBy("devices", "desc")
    .execute();
  const versions = rows.flatMap((row) =>
    row.version === null ? [] : [{ version: row.version, devices: Number(row.devices) }],
  );
  return {
    devices: Number(all),
    without: Number(all) - versions.reduce((sum, each) => sum + each.devices, 0),
    failed: rows.reduce((sum, each) => sum + Number(each.failed), 0),
    versions,
  };
}
