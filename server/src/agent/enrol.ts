import { createHash } from "node:crypto";
import { EnrolAnswer, EnrolRequest } from "@shoal/protocol/agent/enrol";
import { encodeCbor } from "@shoal/protocol/codec/cbor";
import type { Inventory } from "@shoal/protocol/device/platform";
import { newId, newToken } from "../auth/token.ts";
import { enrolmentStore } from "../device/enrolment-store.ts";
import { deviceStore } from "../device/store.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import { audit, entryOf, type Services } from "../http/services.ts";

const WORDS = {
  unknown: "it is not known",
  expired: "it has expired",
  "used-up": "it has been used up",
  revoked: "it was revoked",
} as const;

export function enrolRoute(app: App, { db, now, outbox }: Services): void {
  app.post(
    "/agent/v1/enrol",
    {
      schema: {
        operationId: "enrol",
        tags: ["agent"],
        summary: "Makes a device known, for an enrolment token",
        security: [],
        body: EnrolRequest,
        response: { 201: EnrolAnswer, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { token, inventory } = request.body;
      const name = request.body.name ?? inventory.hostname;
      const secret = token.match(/^shoal1\.([A-Za-z0-9_-]{32})\.[A-Za-z0-9_-]{43}$/)?.[1];
      const nowMs = now();
      const deviceId = newId("d-");
      const device = newToken("sd_");
      const outcome = await db.transaction().execute(async (trx) => {
        const spent =
          secret === undefined
            ? ({ ok: false, why: "unknown" } as const)
            : await enrolmentStore(trx).spend(secret, nowMs);
        if (!spent.ok) {
          await audit(trx, entryOf(request, nowMs, "device.enrolment-refused", "server", { name, why: spent.why }));
          return spent;
        }
        await deviceStore(trx, () => false).add({
          id: deviceId,
          name,
          tokenHash: device.hash,
          inventory,
          inventoryDigest: inventoryDigest(inventory),
          nowMs,
        });
        const entry = entryOf(request, nowMs, "device.enrolled", `device:${deviceId}`, {
          name,
          platform: inventory.platform,
        });
        await audit(trx, { ...entry, actor: `enrolment-token:${spent.id}` });
        await outbox.add(trx, [
          { atMs: nowMs, kind: "device.enrolled", subject: `device:${deviceId}`, data: { deviceId, name } },
        ]);
        return spent;
      });
      await outbox.publish();
      if (!outcome.ok) throw new Refusal("enrolment-refused", WORDS[outcome.why]);
      reply.code(201);
      return { deviceId, deviceToken: device.token, trust: outcome.trust };
    },
  );
}

/** SHA-256 over deterministic CBOR: agent and server name the same inventory alike. */
export function inventoryDigest(inventory: Inventory): string {
  return createHash("sha256").update(encodeCbor(inventory)).digest("hex");
}
