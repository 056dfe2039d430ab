import type { Socket } from "node:net";
import { CheckIn, CheckInAnswer } from "@shoal/protocol/agent/check-in";
import { CAPABILITY, MIN_CAPABILITY } from "@shoal/protocol/capability";
import type { Signer } from "@shoal/protocol/codec/sign1";
import type { Histogram } from "prom-client";
import { deviceOf } from "../auth/hooks.ts";
import { inventoryDigest } from "../device/inventory-digest.ts";
import type { Retirement } from "../device/retirement.ts";
import { deviceStore } from "../device/store.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import type { Reach } from "../identity/reach.ts";
import type { TrustNow } from "../identity/trust-now.ts";
import { checkKey, keyText } from "../secret/device-key.ts";
import type { SealOrders } from "../secret/seal.ts";
import type { SettingsIndex } from "../settings/settings-index.ts";
import { settingStore } from "../settings/store.ts";
import type { ExpectedDurations } from "../task/expected.ts";
import { repairMissing } from "../task/repair.ts";
import type { AssignmentIndex } from "./assignment-index.ts";
import { openAssignments, sealAssignment } from "./assignments.ts";
import type { Presence } from "./presence.ts";

export interface CheckInParts {
  assignments: AssignmentIndex;
  settings: SettingsIndex;
  presence: Presence;
  retirement: Retirement;
  taskKey: Signer;
  contentKeyOf: (releaseDigest: string) => string;
  sealed: SealOrders;
  expected: ExpectedDurations;
  seconds: Histogram;
  reach: Reach;
  trust: TrustNow;
  /** Throws where the device has a double. */
  sawInstance: (deviceId: string, instance: string, asking: Socket) => Promise<void>;
  /** How often this server was restored from a backup. */
  restores: number;
}

export function checkInRoute(
  app: App,
  services: Services,
  {
    assignments,
    settings,
    presence,
    retirement,
    taskKey,
    contentKeyOf,
    sealed,
    expected,
    seconds,
    sawInstance,
    trust,
    restores,
  }: CheckInParts,
): void {
  const { db, hooks, now, outbox } = services;
  /** What is stored of devices, as far as it was asked for. */
  const stored = new Map<
    string,
    { digest: string; capability: number; trustDigest: string | null; sealingKey: string | null }
  >();
  const storedOf = async (deviceId: string) => {
    const known = stored.get(deviceId);
    if (known) return known;
    const row = await db
      .selectFrom("devices")
      .select(["inventory_digest", "capability", "trust_digest", "sealing_key"])
      .where("id", "=", deviceId)
      .executeTakeFirstOrThrow();
    const read = {
      digest: row.inventory_digest,
      capability: row.capability,
      trustDigest: row.trust_digest,
      sealingKey: row.sealing_key,
    };
    stored.set(deviceId, read);
    return read;
  };

  /** A device has begun to run with other settings. */
  const runsWith = async (deviceId: string, settingsDigest: string, nowMs: number) => {
    const set = settings.setOf(deviceId);
    const data = { deviceId, ...(set === undefined ? {} : { set }) };
    await db.transaction().execute(async (trx) => {
      await settingStore(trx).reported(deviceId, settingsDigest, nowMs);
      await outbox.add(trx, [{ atMs: nowMs, kind: "device.settings-changed", subject: `device:${deviceId}`, data }]);
    });
    await outbox.publish();
  };

  app.post(
    "/agent/v1/check-in",
    {
      onRequest: hooks.requireDevice,
      schema: {
        operationId: "checkIn",
        tags: ["agent"],
        summary: "What is there for this device?",
        body: CheckIn,
        response: { 200: CheckInAnswer, ...PROBLEMS },
      },
    },
    async (request) => {
      const end = seconds.startTimer();
      const deviceId = deviceOf(request);
      const { capability, inventory, inventoryDigest: digest, afterSequence, settingsDigest } = request.body;
      if (capability < MIN_CAPABILITY || capability > CAPABILITY)
        throw new Refusal(
          "capability-unsupported",
          `the agent speaks ${capability}, this server ${MIN_CAPABILITY} to ${CAPABILITY}`,
        );
      const { instance } = request.body;
      if (instance !== undefined) await sawInstance(deviceId, instance, request.raw.socket);
      presence.seen(deviceId);
      await retirement.heard(deviceId);
      const known = await storedOf(deviceId);
      if (known.capability !== capability) {
        await db.updateTable("devices").set({ capability }).where("id", "=", deviceId).execute();
        known.capability = capability;
      }
      const { trustDigest = null } = request.body;
      if (known.trustDigest !== trustDigest) {
        await db.updateTable("devices").set({ trust_digest: trustDigest }).where("id", "=", deviceId).execute();
        known.trustDigest = trustDigest;
      }
      const sealingKey = request.body.sealingKey && keyText(request.body.sealingKey);
      if (sealingKey !== undefined && known.sealingKey !== sealingKey) {
        checkKey(request.body.sealingKey!);
        await db.updateTable("devices").set({ sealing_key: sealingKey }).where("id", "=", deviceId).execute();
        known.sealingKey = sealingKey;
      }
      let wantInventory = known.digest !== digest;
      if (wantInventory && inventory) {
        if (inventoryDigest(inventory) !== digest)
          throw new Refusal("bad-request", "body/inventoryDigest is not that of body/inventory");
        await deviceStore(db, () => true).setInventory(deviceId, inventory, digest);
        known.digest = digest;
        wantInventory = false;
      }
      if (settingsDigest !== undefined && settings.reported(deviceId, settingsDigest))
        await runsWith(deviceId, settingsDigest, now());
      const { missing = [] } = request.body;
      if (missing.length > 0) await repairMissing(services, assignments, deviceId, missing);
      const open =
        assignments.lastOf(deviceId) > afterSequence
          ? await openAssignments(db, deviceId, afterSequence, { contentKeyOf, sealed, expected })
          : { items: [], more: false };
      if (assignments.lastOf(deviceId) < afterSequence) {
        // The agent has seen sequences that this database has not given out: it was restored. New ones must be above.
        await db
          .updateTable("devices")
          .set({ sequence: afterSequence, delivered: afterSequence })
          .where("id", "=", deviceId)
          .where("sequence", "<", afterSequence)
          .execute();
        await assignments.refresh([deviceId]);
      }
      end();
      return {
        serverTimeMs: now(),
        capability: CAPABILITY,
        wantInventory,
        envelopes: open.items.map((each) => Buffer.from(sealAssignment(each, taskKey)).toString("base64")),
        more: open.more,
        restores,
        settings: settings.of(deviceId),
        trustDigest: (await trust.current()).digest,
      };
    },
  );
}
