import { PasskeyAnswer, PasskeyAsked, PasskeyRow, PasskeySpec, ProofAnew, SignedIn } from "@shoal/protocol/api/account";
import { IdParams, Page } from "@shoal/protocol/api/page";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import type { FastifyRequest } from "fastify";
import Type from "typebox";
import { operatorOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { operatorStore } from "./operator-store.ts";
import { originOf } from "./origin.ts";
import { type AccountParts, auditAs } from "./parts.ts";
import { Proofs } from "./proofs.ts";
import { ProveAnew } from "./prove-anew.ts";

const tags = ["account"];

/** Passkeys: a key that stays in its authenticator, opens by finger or code, and knows which site it is for. */
export function passkeyRoutes(app: App, services: Services, parts: AccountParts): void {
  const { db, hooks, now, audit } = services;
  const { sessions, credentials, browsers } = parts;
  const anew = new ProveAnew(services, parts);
  const proofs = new Proofs<{ challenge: string; operatorId?: string }>();
  const siteOf = (request: FastifyRequest) => {
    const expectedOrigin = originOf(request, parts.publicUrl);
    return { expectedOrigin, rpID: new URL(expectedOrigin).hostname };
  };
  const keysOf = async (operatorId: string) =>
    await db
      .selectFrom("operator_passkeys")
      .selectAll()
      .where("operator_id", "=", operatorId)
      .orderBy("created_ms")
      .execute();

  app.post(
    "/api/v1/me/passkeys/options",
    {
      preValidation: hooks.signedIn,
      schema: {
        operationId: "beginPasskey",
        tags,
        summary: "What an authenticator is asked for a new passkey",
        body: ProofAnew,
        response: { 200: PasskeyAsked, ...PROBLEMS },
      },
    },
    async (request) => {
      const { operatorId } = await anew.by(request, request.body.password);
      const operator = (await operatorStore(db).find(operatorId))!;
      const keys = await keysOf(operator.id);
      if (keys.length >= LIMITS.passkeysPerOperator)
        throw new Refusal("conflict", say("passkeys-full", { count: LIMITS.passkeysPerOperator }));
      const options = await generateRegistrationOptions({
        rpName: "Shoal",
        rpID: siteOf(request).rpID,
        userName: operator.email,
        userDisplayName: operator.name,
        userID: new TextEncoder().encode(operator.id),
        attestationType: "none",
        excludeCredentials: keys.map((key) => ({ id: key.credential_id })),
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
      });
      const id = proofs.begin({ challenge: options.challenge, operatorId: operator.id });
      return { id, options: options as unknown as Record<string, unknown> };
    },
  );
  app.post(
    "/api/v1/me/passkeys",
    {
      preValidation: hooks.signedIn,
      schema: {
        operationId: "addPasskey",
        tags,
        summary: "Adds the passkey that an authenticator has made",
        body: PasskeySpec,
        response: { 201: PasskeyRow, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { operatorId, actor } = operatorOf(request);
      const { id, name = "passkey", response } = request.body;
      const begun = proofs.take(id);
      if (!begun || begun.operatorId !== operatorId) throw new Refusal("sign-in-refused", say("not-begun-here"));
      const { expectedOrigin, rpID } = siteOf(request);
      const made = await verifyRegistrationResponse({
        response: response as unknown as RegistrationResponseJSON,
        expectedChallenge: begun.challenge,
        ...{ expectedOrigin, expectedRPID: rpID },
        requireUserVerification: true,
      }).catch((error: Error) => {
        throw new Refusal("sign-in-refused", say("passkey-refused", { words: error.message.slice(0, 200) }));
      });
      if (!made.verified) throw new Refusal("sign-in-refused", say("answer-not-right"));
      const { credential } = made.registrationInfo;
      const row = { id: credential.id, name, createdMs: now() };
      await db.transaction().execute(async (trx) => {
        await trx
          .insertInto("operator_passkeys")
          .values({
            ...{ credential_id: credential.id, operator_id: begun.operatorId!, name, counter: credential.counter },
            ...{ public_key: credential.publicKey, transports: JSON.stringify(credential.transports ?? []) },
            ...{ created_ms: row.createdMs, used_ms: null },
          })
          .execute();
        await audit(trx, request, "operator.factor-added", actor, { factor: "passkey", name });
      });
      credentials.forget();
      reply.code(201);
      return row;
    },
  );
  app.get(
    "/api/v1/me/passkeys",
    {
      preValidation: hooks.signedIn,
      schema: {
        operationId: "listPasskeys",
        tags,
        summary: "One's passkeys",
        response: { 200: Page(PasskeyRow), ...PROBLEMS },
      },
    },
    async (request) => ({
      items: (await keysOf(operatorOf(request).operatorId ?? "")).map((key) => ({
        ...{ id: key.credential_id, name: key.name, createdMs: key.created_ms },
        ...(key.used_ms === null ? {} : { usedMs: key.used_ms }),
      })),
    }),
  );
  app.delete(
    "/api/v1/me/passkeys/:id",
    {
      preValidation: hooks.signedIn,
      schema: {
        operationId: "removePasskey",
        tags,
        summary: "Takes a passkey away",
        params: IdParams,
        body: ProofAnew,
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { operatorId, actor } = await anew.by(request, request.body.password);
      await db.transaction().execute(async (trx) => {
        const gone = await trx
          .deleteFrom("operator_passkeys")
          .where("credential_id", "=", request.params.id)
          .where("operator_id", "=", operatorId)
          .returning("name")
          .executeTakeFirst();
        if (!gone) throw new Refusal("not-found", say("names-passkey", { name: request.params.id }));
        await audit(trx, request, "operator.factor-removed", actor, { factor: "passkey", name: gone.name });
      });
      credentials.forget();
      reply.code(204);
      return null;
    },
  );
  app.post(
    "/api/v1/session/passkey/options",
    {
      preValidation: hooks.anybody,
      schema: {
        operationId: "beginPasskeySignIn",
        tags,
        summary: "What an authenticator is asked to sign in; the same for everybody",
        security: [],
        response: { 200: PasskeyAsked, ...PROBLEMS },
      },
    },
    async (request) => {
      const options = await generateAuthenticationOptions({ rpID: siteOf(request).rpID, userVerification: "required" });
      const id = proofs.begin({ challenge: options.challenge });
      return { id, options: options as unknown as Record<string, unknown> };
    },
  );
  app.post(
    "/api/v1/session/passkey",
    {
      preValidation: hooks.anybody,
      schema: {
        operationId: "signInByPasskey",
        tags,
        summary: "Opens a session by a passkey, which is two factors in one",
        security: [],
        body: PasskeyAnswer,
        response: { 200: SignedIn, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { id, response } = request.body;
      const answer = response as unknown as AuthenticationResponseJSON;
      const begun = proofs.take(id);
      const key = await db
        .selectFrom("operator_passkeys")
        .selectAll()
        .where("credential_id", "=", String(answer.id))
        .executeTakeFirst();
      const operator = key && (await operatorStore(db).find(key.operator_id));
      const { expectedOrigin, rpID } = siteOf(request);
      const verified =
        begun && begun.operatorId === undefined && key && operator
          ? await verifyAuthenticationResponse({
              response: answer,
              expectedChallenge: begun.challenge,
              ...{ expectedOrigin, expectedRPID: rpID },
              credential: { id: key.credential_id, publicKey: new Uint8Array(key.public_key), counter: key.counter },
              requireUserVerification: true,
            }).catch(() => undefined)
          : undefined;
      const counted = { counter: verified?.authenticationInfo.newCounter ?? 0, used_ms: now() };
      const tell = async (trx: Db) => {
        await trx
          .updateTable("operator_passkeys")
          .set(counted)
          .where("credential_id", "=", key!.credential_id)
          .execute();
        await auditAs(services, trx, request, operator!.name, "operator.signed-in", { means: "passkey" });
      };
      if (!verified?.verified || !(await sessions.open(operator!.id, "passkey", request, reply, tell))) {
        const subject = `operator:${operator?.name ?? "unknown"}`;
        await audit(db, request, "operator.sign-in-refused", subject, {
          why: operator?.disabledMs ? "disabled" : "passkey",
        });
        throw new Refusal("sign-in-refused", say("passkey-unknown"));
      }
      browsers.remember(reply, operator!.id);
      return { state: "signed-in" as const };
    },
  );
}
