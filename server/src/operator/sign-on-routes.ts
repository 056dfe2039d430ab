import { say } from "@shoal/protocol/sentence/say";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Db } from "../db/schema.ts";
import type { App } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { rolesInWords } from "./give.ts";
import { operatorStore, type StoredOperator } from "./operator-store.ts";
import { originOf } from "./origin.ts";
import { type AccountParts, auditAs } from "./parts.ts";
import { Proofs } from "./proofs.ts";
import { cookieOf } from "./sessions.ts";
import type { SignedOn, SignOn, Started } from "./sign-on.ts";

const CALLBACK = "/sign-in/callback";

/** There and back: the browser is sent to the provider, which vouches for who sits at it. */
export function signOnRoutes(app: App, services: Services, parts: AccountParts, signOn: SignOn, tls: boolean): void {
  const { db, now } = services;
  const { sessions, browsers, credentials } = parts;
  const proofs = new Proofs<Omit<Started, "url">>();
  const name = `${tls ? "__Host-" : ""}shoal.sign-on`;
  // Lax: the browser comes back from another site, and has to bring it.
  const cookie = (value: string, seconds: number) =>
    `${name}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax${tls ? "; Secure" : ""}`;

  app.get("/sign-in/provider", { schema: { hide: true } }, async (request, reply) => {
    const { url, ...started } = await signOn
      .start(`${originOf(request, parts.publicUrl)}${CALLBACK}`)
      .catch((error: Error) => refuse(request, "provider-silent", error));
    reply.header("set-cookie", cookie(proofs.begin(started), 600));
    return reply.redirect(url);
  });
  app.get(CALLBACK, { schema: { hide: true } }, async (request, reply) => {
    const started = proofs.take(cookieOf(request, name) ?? "");
    reply.header("set-cookie", cookie("", 0));
    if (!started) throw new Refusal("sign-on-refused", say("not-this-browser"));
    const came = new URL(request.url, originOf(request, parts.publicUrl));
    const who = await signOn.finish(came, started).catch((error: Error) => refuse(request, "provider-wrong", error));
    return await enter(request, reply, who);
  });

  const enter = async (request: FastifyRequest, reply: FastifyReply, who: SignedOn): Promise<FastifyReply> => {
    const operator = await db.transaction().execute(async (trx) => {
      const store = operatorStore(trx);
      let found = await store.bySubject(who);
      if (!found) {
        found = who.email === undefined ? undefined : await store.byEmail(who.email);
        found ??= await made(store, who);
        await store.link(found.id, who, now());
        await auditAs(services, trx, request, found.name, "operator.linked", { issuer: who.issuer });
      }
      const before = await store.rolesOf(found.id);
      await store.setRoles(found.id, who.roles, "sign-on");
      const after = await store.rolesOf(found.id);
      const [had, has] = [rolesInWords(before), rolesInWords(after)];
      if (had !== has) {
        const detail = { before: had, after: has, by: "sign-on" };
        await auditAs(services, trx, request, found.name, "operator.roles-changed", detail);
      }
      if (after.length === 0) throw new Refusal("sign-on-refused", say("no-role-nor-other"));
      return found;
    });
    credentials.forget();
    const tell = (trx: Db) =>
      auditAs(services, trx, request, operator.name, "operator.signed-in", { means: "sign-on" });
    if (!(await sessions.open(operator.id, "sign-on", request, reply, tell)))
      throw new Refusal("sign-on-refused", say("operator-disabled"));
    browsers.remember(reply, operator.id);
    return reply.redirect("/");
  };
  const made = async (
    store: ReturnType<typeof operatorStore>,
    { email, name: called, roles }: SignedOn,
  ): Promise<StoredOperator> => {
    if (roles.length === 0) throw new Refusal("sign-on-refused", say("no-role"));
    if (email === undefined) throw new Refusal("sign-on-refused", say("email-unverified"));
    const plain =
      (called ?? "")
        .toLowerCase()
        .replace(/[^a-z0-9._-]+/g, "-")
        .replace(/^[^a-z0-9]+/, "")
        .slice(0, 50) || "operator";
    let unique = plain;
    for (let at = 2; await store.find(unique); at++) unique = `${plain}-${at}`;
    return (await store.find(await store.add({ name: unique, email, verified: true }, now())))!;
  };
  const refuse = (request: FastifyRequest, what: "provider-silent" | "provider-wrong", error: Error): never => {
    request.log.warn({ err: error }, what);
    // Where a request could not be made, the library tells why only in the cause.
    const { message } = error.cause instanceof Error ? error.cause : error;
    throw new Refusal("sign-on-refused", say(what, { words: message.slice(0, 200) }));
  };
}
