import { EnrolAnswer, EnrolRequest, EnrolWaiting } from "@shoal/protocol/agent/enrol";
import { LIMITS } from "@shoal/protocol/limits";
import type { FastifyRequest } from "fastify";
import type { Db } from "../db/schema.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import { audit, entryOf, type Services } from "../http/services.ts";
import { admit, type Newcomer } from "./admission.ts";
import type { Issuing } from "./authority.ts";
import { createBuckets } from "./buckets.ts";
import { spkiDigest } from "./certificate.ts";
import { keyOf } from "./certificate-request.ts";
import type { DeviceCallers } from "./device-callers.ts";
import type { DeviceStandings } from "./device-standing.ts";
import { enrolmentStore } from "./enrolment-store.ts";
import { issueForDevice } from "./issue-for-device.ts";
import { queueStore, serialOf } from "./queue-store.ts";

const WORDS = {
  unknown: "the token is not known",
  expired: "the token has expired",
  "used-up": "the token has been used up",
  revoked: "the token was revoked",
  rejected: "a person has said no to it",
} as const;

export interface EnrolParts extends Issuing {
  devices: DeviceCallers;
  standings: DeviceStandings;
}

type Outcome = { deviceId: string } | { why: keyof typeof WORDS } | "waiting" | "full";

export function enrolRoute(app: App, services: Services, { authority, clock, devices, standings }: EnrolParts): void {
  const { db, now, outbox } = services;
  // Of all together: whole offices come from one address, and whoever has many is not held up by a limit of each.
  const tries = createBuckets({ burst: LIMITS.enrolmentTriesBurst, perSecond: LIMITS.enrolmentTriesPerSecond }, () =>
    performance.now(),
  );
  app.post(
    "/agent/v1/enrol",
    {
      schema: {
        operationId: "enrol",
        tags: ["agent"],
        summary: "Makes a device known, for a token or once a person agrees, and signs for its key",
        security: [],
        body: EnrolRequest,
        response: { 201: EnrolAnswer, 202: EnrolWaiting, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { token, inventory, csr } = request.body;
      const waitSeconds = tries.take("all");
      if (waitSeconds !== undefined)
        throw new Refusal("rate-limited", "too many devices ask to be let in", { retryAfterSeconds: waitSeconds });
      const nowMs = now();
      const key = await keyOf(csr);
      const keyDigest = spkiDigest(key);
      const prover = await devices.prover(request.raw);
      const newcomer: Newcomer = {
        name: request.body.name ?? inventory.hostname,
        inventory,
        keyDigest,
        known: prover?.barred === undefined ? prover?.deviceId : undefined,
      };
      const outcome = await db.transaction().execute(async (trx) => {
        const by = { trx, request, nowMs };
        return token === undefined ? await withoutToken(by, newcomer) : await byToken(by, newcomer, token);
      });
      if (newcomer.known) standings.forget(newcomer.known);
      await outbox.publish();
      if (outcome === "full")
        throw new Refusal("unavailable", `${LIMITS.enrolmentRequests} devices wait for a person already`, {
          retryAfterSeconds: 3600,
        });
      if (outcome === "waiting") {
        reply.code(202);
        return { waiting: true as const, fingerprint: keyDigest };
      }
      if ("why" in outcome) throw new Refusal("enrolment-refused", WORDS[outcome.why]);
      const { deviceId } = outcome;
      // A token has its own limit.
      if (token !== undefined) tries.give("all");
      reply.code(201);
      return { deviceId, certificate: await issueForDevice(db, { authority, clock }, deviceId, key) };
    },
  );

  interface By {
    trx: Db;
    request: FastifyRequest;
    nowMs: number;
  }
  const entry = ({ request, nowMs }: By, actor: string) => {
    const { what: _what, subject: _subject, detail: _detail, ...by } = entryOf(request, nowMs, "device.enrolled", "");
    return { ...by, actor };
  };

  const byToken = async (by: By, newcomer: Newcomer, token: string): Promise<Outcome> => {
    const { trx, request, nowMs } = by;
    const secret = token.match(/^shoal1\.([A-Za-z0-9_-]{32})\.[A-Za-z0-9_-]{43}$/)?.[1];
    const spent =
      secret === undefined ? ({ ok: false, why: "unknown" } as const) : await enrolmentStore(trx).spend(secret, nowMs);
    if (!spent.ok) {
      const { name } = newcomer;
      await audit(trx, entryOf(request, nowMs, "device.enrolment-refused", "server", { name, why: spent.why }));
      return spent;
    }
    const { group, id } = spent;
    const actor = `enrolment-token:${id}`;
    return { deviceId: await admit(trx, { outbox, standings }, { ...newcomer, group }, entry(by, actor)) };
  };

  /** One whose key was let in comes again for its certificate; others are let in as they were announced, or wait. */
  const withoutToken = async (by: By, newcomer: Newcomer): Promise<Outcome> => {
    const { trx, request, nowMs } = by;
    const { keyDigest, inventory } = newcomer;
    const known = await trx
      .selectFrom("devices")
      .select("id")
      .where("key_digest", "=", keyDigest)
      .where("revoked_ms", "is", null)
      .where("quarantined_ms", "is", null)
      .executeTakeFirst();
    if (known) return { deviceId: known.id };
    const queue = queueStore(trx);
    const registered = await queue.registrationFor(keyDigest, serialOf(inventory));
    if (registered) {
      const { id, name = newcomer.name, group } = registered;
      const actor = `registration:${id}`;
      const deviceId = await admit(trx, { outbox, standings }, { ...newcomer, name, group }, entry(by, actor));
      await queue.used(id, deviceId);
      return { deviceId };
    }
    const { name } = newcomer;
    const outcome = await queue.ask({ keyDigest, name, inventory, remote: request.ip }, nowMs);
    if (typeof outcome === "string") return outcome === "rejected" ? { why: "rejected" } : outcome;
    const subject = `enrolment-request:${outcome.id}`;
    const data = { name, fingerprint: keyDigest };
    await outbox.add(trx, [{ atMs: nowMs, kind: "enrolment-request.asked", subject, data }]);
    return "waiting";
  };
}
