import { deviceUri } from "@shoal/protocol/identity/names";
import type { Db } from "../db/schema.ts";
import { authorityId, type Issuing } from "./authority.ts";

/**
 * Signs for a device's key, and notes which authority did.
 * @param spki the key, DER
 * @returns PEM
 */
export async function issueForDevice(
  db: Db,
  { authority, clock }: Issuing,
  deviceId: string,
  spki: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const issuer = authorityId(authority.certificates[0]!);
  const certificate = await authority.issue(spki, { deviceUri: deviceUri(deviceId) }, clock());
  await db.updateTable("devices").set({ issuer }).where("id", "=", deviceId).execute();
  return certificate;
}
