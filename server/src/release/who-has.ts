import type { PackageDevices } from "@shoal/protocol/api/package";
import type { Expression, SqlBool } from "kysely";
import type { Db } from "../db/schema.ts";

/** Devices by the version of a package that they have proved. @param within a condition on `devices`: of these alone */
export async function whoHas(db: Db, name: string, within: Expression<SqlBool> | undefined): Promise<PackageDevices> {
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
