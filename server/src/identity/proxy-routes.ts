import { ProxyCertificateMade, ProxyCertificateSpec } from "@shoal/protocol/api/proxy";
import { proxyUri } from "@shoal/protocol/identity/names";
import { LIMITS } from "@shoal/protocol/limits";
import { type App, PROBLEMS } from "../http/app.ts";
import { audit, entryOf, type Services } from "../http/services.ts";
import type { Issuing } from "./authority.ts";
import { spkiDigest } from "./certificate.ts";
import { keyOf } from "./certificate-request.ts";

/** Proxies that stand in front of the agents' listener and end their TLS. */
export function proxyRoutes(app: App, { db, hooks, now }: Services, { authority, clock }: Issuing): void {
  app.post(
    "/api/v1/proxy-certificates",
    {
      preValidation: hooks.may("authority.write"),
      schema: {
        operationId: "makeProxyCertificate",
        tags: ["server"],
        summary: "A certificate for a proxy in front of the agents' listener: what it forwards of devices is believed",
        body: ProxyCertificateSpec,
        response: { 201: ProxyCertificateMade, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { name, csr } = request.body;
      const key = await keyOf(csr);
      const nowMs = now();
      const certificate = await authority.issue(key, { proxyUri: proxyUri(name) }, clock());
      const expiresMs = clock() + LIMITS.proxyCertificateMs;
      await audit(
        db,
        entryOf(request, nowMs, "proxy-certificate.made", `proxy:${name}`, { keyDigest: spkiDigest(key), expiresMs }),
      );
      reply.code(201);
      return { certificate, authorities: authority.certificates.join(""), expiresMs };
    },
  );
}
