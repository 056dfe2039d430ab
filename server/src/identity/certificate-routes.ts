import { RenewAnswer, RenewRequest, Trust, TrustQuery } from "@shoal/protocol/agent/enrol";
import { deviceOf } from "../auth/hooks.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import type { Issuing } from "./authority.ts";
import { spkiDigest } from "./certificate.ts";
import { keyOf } from "./certificate-request.ts";
import type { DeviceStandings } from "./device-standing.ts";
import { issueForDevice } from "./issue-for-device.ts";
import { trustDocuments } from "./trust-documents.ts";
import type { TrustNow } from "./trust-now.ts";

export interface CertificateParts extends Issuing {
  standings: DeviceStandings;
  trust: TrustNow;
}

/** What agents are pinned to, and their next certificate. */
export function certificateRoutes(
  app: App,
  services: Services,
  { authority, clock, standings, trust }: CertificateParts,
): void {
  const { db, hooks } = services;
  const tags = ["agent"];

  app.get(
    "/agent/v1/trust",
    {
      schema: {
        operationId: "getTrust",
        tags,
        summary: "What agents are pinned to; who asks compares its digest with the pin that they have",
        security: [],
        querystring: TrustQuery,
        response: { 200: Trust, ...PROBLEMS },
      },
    },
    async (request) => {
      const { digest } = request.query;
      if (digest === undefined) return (await trust.fresh()).trust;
      const found = await trustDocuments(db).find(digest);
      if (!found) throw new Refusal("not-found", `this server has had no trust document ${digest}`);
      return found;
    },
  );
  app.post(
    "/agent/v1/renew",
    {
      onRequest: hooks.requireRenewal,
      schema: {
        operationId: "renewCertificate",
        tags,
        summary: "A certificate for a new key of this device; the old one is good until the new one is used",
        body: RenewRequest,
        response: { 201: RenewAnswer, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const deviceId = deviceOf(request);
      const key = await keyOf(request.body.csr);
      const certificate = await issueForDevice(db, { authority, clock }, deviceId, key);
      await standings.set(db, deviceId, { nextKey: spkiDigest(key) });
      request.log.info({ device: deviceId }, "certificate renewed");
      reply.code(201);
      return { certificate };
    },
  );
}
