import { Page } from "@shoal/protocol/api/page";
import { ProxyCertificateMade, ProxyCertificateSpec, ProxyRevoked, ProxyRow } from "@shoal/protocol/api/proxy";
import { proxyUri } from "@shoal/protocol/identity/names";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import Type from "typebox";
import { actorOf } from "../auth/hooks.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import { audit, entryOf, type Services } from "../http/services.ts";
import type { Issuing } from "./authority.ts";
import { spkiDigest } from "./certificate.ts";
import { keyOf } from "./certificate-request.ts";
import type { Proxies } from "./proxies.ts";

/** Proxies that stand in front of the agents' listener and end their TLS. */
export function proxyRoutes(
  app: App,
  { db, hooks, now }: Services,
  { authority, clock, proxies }: Issuing & { proxies: Proxies },
): void {
  const tags = ["server"];
  app.post(
    "/api/v1/proxy-certificates",
    {
      preValidation: hooks.may("authority.write"),
      schema: {
        operationId: "makeProxyCertificate",
        tags,
        summary: "A certificate for a proxy in front of the agents' listener: what it forwards of devices is believed",
        body: ProxyCertificateSpec,
        response: { 201: ProxyCertificateMade, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { name, csr } = request.body;
      const key = await keyOf(csr);
      const nowMs = now();
      const fingerprint = spkiDigest(key);
      if (proxies.isRevoked(fingerprint)) throw new Refusal("conflict", say("proxy-revoked", { name }));
      const certificate = await authority.issue(key, { proxyUri: proxyUri(name) }, clock());
      const expiresMs = clock() + LIMITS.proxyCertificateMs;
      const createdBy = actorOf(request.caller);
      await db.transaction().execute(async (trx) => {
        await proxies.add(trx, { name, fingerprint, createdMs: nowMs, createdBy, expiresMs });
        const detail = { keyDigest: fingerprint, expiresMs };
        await audit(trx, entryOf(request, nowMs, "proxy-certificate.made", `proxy:${name}`, detail));
      });
      reply.code(201);
      return { certificate, authorities: authority.certificates.join(""), expiresMs };
    },
  );
  app.get(
    "/api/v1/proxy-certificates",
    {
      preValidation: hooks.may("authority.read"),
      schema: {
        operationId: "listProxyCertificates",
        tags,
        summary: "Certificates that proxies were given, newest first",
        response: { 200: Page(ProxyRow), ...PROBLEMS },
      },
    },
    async () => ({ items: await proxies.list() }),
  );
  app.post(
    "/api/v1/proxies/:name/revoke",
    {
      preValidation: hooks.may("authority.write"),
      schema: {
        operationId: "revokeProxy",
        tags,
        summary: "Believes nothing more of what a proxy forwards, by whichever of its certificates",
        params: Type.Object({ name: Type.String({ maxLength: 64 }) }),
        response: { 200: ProxyRevoked, ...PROBLEMS },
      },
    },
    async (request) => {
      const { name } = request.params;
      const keys = await db.transaction().execute(async (trx) => {
        const revoked = await proxies.revoke(trx, name, now());
        if (revoked.length === 0) throw new Refusal("not-found", say("proxy-none", { name }));
        const detail = { certificates: revoked.length };
        await audit(trx, entryOf(request, now(), "proxy-certificate.revoked", `proxy:${name}`, detail));
        return revoked;
      });
      proxies.forget(keys);
      return { revoked: keys.length };
    },
  );
}
