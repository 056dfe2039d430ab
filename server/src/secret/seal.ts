import { secretsOf } from "@shoal/core/secret/check-references";
import { resolveVariant } from "@shoal/core/variant/resolve";
import { encodeCbor } from "@shoal/protocol/codec/cbor";
import type { Inventory, Platform } from "@shoal/protocol/device/platform";
import { SEALING, type SealingKey, sealingParties } from "@shoal/protocol/secret/sealing-key";
import type { OrderKind } from "@shoal/protocol/task/task";
import { CompactEncrypt, importJWK } from "jose";
import type { Db } from "../db/schema.ts";
import { audit } from "../http/services.ts";
import { releaseStore } from "../release/store.ts";
import { secretStore } from "./store.ts";
import type { Vault } from "./vault.ts";

interface HandedOut {
  sequence: number;
  order_kind: "start" | "cancel";
  id: number;
  kind: OrderKind;
  ended_ms: number | null;
  release_id: number;
  package: string;
  version: string;
}

/** Action → what its secrets are sealed in. */
export type SealOrders = (
  trx: Db,
  deviceId: string,
  orders: readonly HandedOut[],
) => Promise<ReadonlyMap<number, string>>;

/**
 * For each order that a device is given, the secrets that the device's own variant of the release names, sealed to that device for that action alone.
 * What is not set, is bound to other packages, or was shut with another key, is left out, and so is everything where the device has told no key: it says
 * by itself what it misses. The first time is audited. To be run inside the transaction that gives the orders out.
 */
export function sealOrders(vault: Vault, now: () => number): SealOrders {
  return async (trx, deviceId, orders) => await sealAll(trx, deviceId, orders, { vault, nowMs: now() });
}

async function sealAll(
  trx: Db,
  deviceId: string,
  orders: readonly HandedOut[],
  { vault, nowMs }: { vault: Vault; nowMs: number },
): Promise<ReadonlyMap<number, string>> {
  const sealed = new Map<number, string>();
  const open = orders.filter(
    (each) => each.order_kind === "start" && each.kind !== "precache" && each.ended_ms === null,
  );
  if (open.length === 0) return sealed;
  const device = await trx
    .selectFrom("devices")
    .select(["sealing_key", "delivered", "inventory"])
    .where("id", "=", deviceId)
    .executeTakeFirstOrThrow();
  if (device.sealing_key === null) return sealed;
  const key = JSON.parse(device.sealing_key) as SealingKey;
  const { platform } = JSON.parse(device.inventory) as Inventory;
  for (const { id, release_id: releaseId, sequence, package: of, version } of open) {
    const names = await wantedBy(trx, releaseId, platform);
    if (names.length === 0) continue;
    const values = new Map<string, string>();
    const withheld: string[] = [];
    for (const [name, each] of await secretStore(trx).reach(of, names)) {
      if (each.is === "unbound") withheld.push(name);
      const value = each.is === "shut" ? vault.open(name, each.shut) : undefined;
      if (value !== undefined) values.set(name, value);
    }
    sealed.set(id, await sealTo(key, { deviceId, actionId: String(id) }, values));
    if (sequence <= device.delivered) continue;
    const secrets = [...values.keys()].sort();
    const detail = { action: String(id), release: `${of}@${version}`, secrets, withheld };
    await audit(trx, { atMs: nowMs, actor: "server", what: "secret.sealed", subject: `device:${deviceId}`, detail });
  }
  return sealed;
}

/** What a device's own variant names: the server chooses it as the device will, by the inventory that the device has sent. */
async function wantedBy(trx: Db, releaseId: number, platform: Platform): Promise<readonly string[]> {
  const any = await trx
    .selectFrom("release_secrets")
    .select("name")
    .where("release_id", "=", releaseId)
    .executeTakeFirst();
  if (!any) return [];
  const { release } = await releaseStore(trx).get(releaseId);
  const resolved = resolveVariant(release.variants, platform);
  return resolved.ok ? secretsOf({ variants: [resolved.variant] }) : [];
}

/** @param values name → value */
export async function sealTo(
  key: SealingKey,
  { deviceId, actionId }: { deviceId: string; actionId: string },
  values: ReadonlyMap<string, string>,
): Promise<string> {
  const recipient = await importJWK({ kty: "EC", crv: "P-256", ...key }, SEALING.alg);
  return await new CompactEncrypt(encodeCbor(Object.fromEntries(values)))
    .setProtectedHeader(SEALING)
    .setKeyManagementParameters(sealingParties(deviceId, actionId))
    .encrypt(recipient);
}
