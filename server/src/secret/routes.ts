import { Page } from "@shoal/protocol/api/page";
import { SecretParams, SecretRow, SecretSpec } from "@shoal/protocol/api/secret";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import Type from "typebox";
import { actorOf } from "../auth/hooks.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { secretStore } from "./store.ts";
import type { Vault } from "./vault.ts";

const AT = "/api/v1/secrets";

/** What the schema cannot say of a value. @throws Refusal */
function checkValue(value: string): void {
  if (Buffer.byteLength(value) > LIMITS.secretBytes)
    throw new Refusal(
      "bad-request",
      say("of-variant", { variant: "body/value", why: say("value-bytes", { count: LIMITS.secretBytes }) }),
    );
  if (!value.isWellFormed())
    throw new Refusal("bad-request", say("of-variant", { variant: "body/value", why: say("value-text") }));
  // A variable of the environment ends at the first one (environ(7)).
  if (value.includes("\0"))
    throw new Refusal("bad-request", say("of-variant", { variant: "body/value", why: say("value-null") }));
}

export function secretRoutes(app: App, services: Services, vault: Vault): void {
  const { db, hooks, now, audit } = services;
  const tags = ["secrets"];
  const params = SecretParams;

  app.get(
    AT,
    {
      preValidation: hooks.may("secret.read"),
      schema: {
        operationId: "listSecrets",
        tags,
        summary:
          "Names of secrets, who set them, which packages may use them and which releases need them; values are never given back",
        response: { 200: Page(SecretRow), ...PROBLEMS },
      },
    },
    async () => ({ items: await secretStore(db).list() }),
  );
  app.put(
    `${AT}/:name`,
    {
      preValidation: hooks.may("secret.write"),
      schema: {
        operationId: "setSecret",
        tags,
        summary: "Sets a secret, gives it another value, or says which packages may use it",
        params,
        body: SecretSpec,
        response: { 200: SecretRow, ...PROBLEMS },
      },
    },
    async (request) => {
      const { name } = request.params;
      const { value, packages } = request.body;
      if (value !== undefined) checkValue(value);
      const shut = value === undefined ? undefined : vault.shut(name, value);
      return await db.transaction().execute(async (trx) => {
        const secrets = secretStore(trx);
        const all = await secrets.list();
        const before = all.find((each) => each.name === name);
        if (!before && !shut) throw new Refusal("not-found", say("names-secret", { name }));
        if (!before && !packages)
          throw new Refusal(
            "bad-request",
            say("of-variant", { variant: "body/packages", why: say("secret-says-packages") }),
          );
        if (!before && all.length >= LIMITS.secrets)
          throw new Refusal("conflict", say("no-more", { count: LIMITS.secrets, what: "secrets" }));
        if (shut) {
          const version = await secrets.put(name, shut, { nowMs: now(), actor: actorOf(request.caller) });
          await audit(trx, request, "secret.set", `secret:${name}`, { version });
        }
        if (packages) {
          await secrets.bind(name, packages);
          const to = [...packages].sort();
          await audit(trx, request, "secret.bound", `secret:${name}`, { from: before?.packages ?? [], to });
        }
        return (await secrets.find(name))!;
      });
    },
  );
  app.delete(
    `${AT}/:name`,
    {
      preValidation: hooks.may("secret.write"),
      schema: {
        operationId: "deleteSecret",
        tags,
        summary: "Deletes a secret that no release which can be ordered needs",
        params,
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      await db.transaction().execute(async (trx) => {
        const found = await secretStore(trx).find(name);
        if (!found) throw new Refusal("not-found", say("names-secret", { name }));
        const users = found.usedBy.map((each) => `${each.package} ${each.version}`);
        if (users.length > 0)
          throw new Refusal("secret-needed", say("secret-needed-by", { name, list: users.slice(0, 5).join(", ") }));
        await secretStore(trx).remove(name);
        await audit(trx, request, "secret.deleted", `secret:${name}`, { version: found.version });
      });
      reply.code(204);
      return null;
    },
  );
}
