import {
  EnrolmentApproval,
  EnrolmentApproved,
  EnrolmentRequestRow,
  RegistrationRow,
  RegistrationSpec,
} from "@shoal/protocol/api/identity";
import { IdParams, Page } from "@shoal/protocol/api/page";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyRequest } from "fastify";
import Type from "typebox";
import type { AuditEntry } from "../audit/store.ts";
import { actorOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { groupStore } from "../group/store.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import { audit, entryOf, type Services } from "../http/services.ts";
import { admit } from "./admission.ts";
import type { DeviceStandings } from "./device-standing.ts";
import { queueStore } from "./queue-store.ts";

/** @throws Refusal where there is no such group, or it is one by a query, which nobody is put into */
export async function refuseGroup(db: Db, name: string | undefined): Promise<void> {
  if (name === undefined) return;
  const group = await groupStore(db).find(name);
  if (!group) throw new Refusal("not-found", say("names-group", { name }));
  if (group.query !== undefined) throw new Refusal("conflict", say("group-by-query", { name }));
}

/** Devices that come without a token: those that wait for a person, and those that were announced. */
export function queueRoutes(app: App, services: Services, { standings }: { standings: DeviceStandings }): void {
  const { db, hooks, now, outbox } = services;
  const tags = ["devices"];
  const base = (request: FastifyRequest): Omit<AuditEntry, "what" | "subject"> => {
    const { what: _what, subject: _subject, detail: _detail, ...by } = entryOf(request, now(), "device.enrolled", "");
    return by;
  };
  const asked = async (trx: Db, id: string) => {
    const found = await queueStore(trx).find(id, now());
    if (!found) throw new Refusal("not-found", say("no-device-waits", { id }));
    const { fingerprint, serial, name } = found;
    return { found, said: { fingerprint, name, ...(serial === undefined ? {} : { serial }) } };
  };

  app.get(
    "/api/v1/enrolment-requests",
    {
      preValidation: hooks.may("enrolment.read"),
      schema: {
        operationId: "listEnrolmentRequests",
        tags,
        summary: "Devices that ask to be let in, and that no token speaks for",
        response: { 200: Page(EnrolmentRequestRow), ...PROBLEMS },
      },
    },
    async () => ({ items: await queueStore(db).list(now()) }),
  );
  app.post(
    "/api/v1/enrolment-requests/:id/approve",
    {
      preValidation: hooks.may("enrolment.write"),
      schema: {
        operationId: "approveEnrolmentRequest",
        tags,
        summary: "Lets a device in; it comes for its certificate by itself",
        params: IdParams,
        body: EnrolmentApproval,
        response: { 200: EnrolmentApproved, ...PROBLEMS },
      },
    },
    async (request) => {
      const { name, group } = request.body;
      const approved = await db.transaction().execute(async (trx) => {
        await refuseGroup(trx, group);
        const { found, said } = await asked(trx, request.params.id);
        const newcomer = { ...found, name: name ?? found.name, keyDigest: found.fingerprint, group };
        const by = base(request);
        const deviceId = await admit(trx, { outbox, standings }, newcomer, by);
        await queueStore(trx).remove(found.id);
        const [kind, subject] = ["enrolment-request.approved" as const, `enrolment-request:${found.id}`];
        const given = { name: newcomer.name, ...(group === undefined ? {} : { group }) };
        await audit(trx, { ...by, what: kind, subject, detail: { ...said, ...given, device: deviceId } });
        await outbox.add(trx, [{ atMs: by.atMs, kind, subject, data: { deviceId, ...given } }]);
        return { deviceId, name: newcomer.name };
      });
      await outbox.publish();
      return approved;
    },
  );
  app.post(
    "/api/v1/enrolment-requests/:id/reject",
    {
      preValidation: hooks.may("enrolment.write"),
      schema: {
        operationId: "rejectEnrolmentRequest",
        tags,
        summary: "Does not let a device in; it is told so when it asks again",
        params: IdParams,
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      await db.transaction().execute(async (trx) => {
        const { found, said } = await asked(trx, request.params.id);
        await queueStore(trx).reject(found.id, now());
        const [kind, subject] = ["enrolment-request.rejected" as const, `enrolment-request:${found.id}`];
        const { name, fingerprint } = found;
        await audit(trx, { ...base(request), what: kind, subject, detail: said });
        await outbox.add(trx, [{ atMs: now(), kind, subject, data: { name, fingerprint } }]);
      });
      await outbox.publish();
      reply.code(204);
      return null;
    },
  );

  app.get(
    "/api/v1/registrations",
    {
      preValidation: hooks.may("enrolment.read"),
      schema: {
        operationId: "listRegistrations",
        tags,
        summary: "Devices that were announced, and those that have come",
        response: { 200: Page(RegistrationRow), ...PROBLEMS },
      },
    },
    async () => ({ items: await queueStore(db).registrations() }),
  );
  app.post(
    "/api/v1/registrations",
    {
      preValidation: hooks.may("enrolment.write"),
      schema: {
        operationId: "registerDevice",
        tags,
        summary: "Announces a device: it is let in once, by its key, or by the serial number that it says",
        body: RegistrationSpec,
        response: { 201: RegistrationRow, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { fingerprint, serial } = request.body;
      if (fingerprint === undefined && serial === undefined) throw new Refusal("bad-request", say("announce-what"));
      const made = await db.transaction().execute(async (trx) => {
        await refuseGroup(trx, request.body.group);
        const queue = queueStore(trx);
        if ((await queue.registrations()).length >= LIMITS.registrations)
          throw new Refusal("conflict", say("announced-full", { count: LIMITS.registrations }));
        const registered = await queue.register(request.body, now(), actorOf(request.caller));
        const [kind, subject] = ["registration.made" as const, `registration:${registered.id}`];
        const { name, group } = request.body;
        const data = { ...(name === undefined ? {} : { name }), ...(group === undefined ? {} : { group }) };
        await audit(trx, { ...base(request), what: kind, subject, detail: { ...request.body } });
        await outbox.add(trx, [{ atMs: now(), kind, subject, data }]);
        return registered;
      });
      await outbox.publish();
      reply.code(201);
      return made;
    },
  );
  app.delete(
    "/api/v1/registrations/:id",
    {
      preValidation: hooks.may("enrolment.write"),
      schema: {
        operationId: "unregisterDevice",
        tags,
        summary: "Takes back that a device was announced, as long as it has not come",
        params: IdParams,
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await db.transaction().execute(async (trx) => {
        if (!(await queueStore(trx).unregister(id))) throw new Refusal("not-found", say("not-announced", { id }));
        const [kind, subject] = ["registration.deleted" as const, `registration:${id}`];
        await audit(trx, { ...base(request), what: kind, subject });
        await outbox.add(trx, [{ atMs: now(), kind, subject, data: {} }]);
      });
      await outbox.publish();
      reply.code(204);
      return null;
    },
  );
}
