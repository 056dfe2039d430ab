import { Page } from "@shoal/protocol/api/page";
import { StagedRelease } from "@shoal/protocol/api/trust";
import { Digest } from "@shoal/protocol/content/digest";
import { LIMITS } from "@shoal/protocol/limits";
import { sha256Hex } from "@shoal/protocol/node/piece-hasher";
import { say } from "@shoal/protocol/sentence/say";
import Type from "typebox";
import { actorOf } from "../auth/hooks.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { checkRelease, refuseUnmet } from "../release/publish.ts";
import { releaseStore } from "../release/store.ts";
import { refuseUnreached } from "../secret/refuse.ts";
import { stagedStore } from "./staged.ts";

const Params = Type.Object({ digest: Digest });
/** Sent as it is; the schema is for OpenAPI. */
const Binary = Type.Unsafe<Buffer>({ type: "string", format: "binary" });

/** Releases that are here, and wait for their signature. */
export function stagedRoutes(app: App, { db, hooks, now, audit, outbox }: Services): void {
  const tags = ["packages"];
  app.addContentTypeParser(
    "application/cbor",
    { parseAs: "buffer", bodyLimit: LIMITS.releaseBytes },
    (_request, body, done) => done(null, body),
  );
  app.post(
    "/api/v1/staged-releases",
    {
      preValidation: hooks.may("release.publish"),
      bodyLimit: LIMITS.releaseBytes,
      schema: {
        operationId: "stageRelease",
        tags,
        summary:
          "A release document (CBOR) to be signed; its content must be here already. Nothing can be ordered with it yet",
        consumes: ["application/cbor"],
        response: { 200: StagedRelease, 201: StagedRelease, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) throw new Refusal("unsupported", "send application/cbor");
      const document = request.body;
      const release = await checkRelease(db, document);
      const { name, version } = release;
      const digest = sha256Hex(document);
      const nowMs = now();
      const createdBy = actorOf(request.caller);
      const row = { package: name, version, digest, sizeBytes: document.length, createdMs: nowMs, createdBy };
      const existing = await releaseStore(db).find(name, version);
      if (existing && existing.row.digest !== digest)
        throw new Refusal("release-exists", say("names-release", { name, version }));
      if (existing)
        return { ...row, published: true, createdMs: existing.row.createdMs, createdBy: existing.row.createdBy };
      await refuseUnmet(db, release);
      await refuseUnreached(db, release);
      await db.transaction().execute(async (trx) => {
        await stagedStore(trx).removeBefore(nowMs - LIMITS.stagedMs);
        await stagedStore(trx).add({ package: name, version, digest, document, createdMs: nowMs, createdBy });
        const subject = `release:${name}@${version}`;
        await audit(trx, request, "release.staged", subject, { digest });
        const data = { package: name, version, digest };
        await outbox.add(trx, [{ atMs: nowMs, kind: "release.staged", subject, data }]);
      });
      await outbox.publish();
      reply.code(201);
      return { ...row, published: false };
    },
  );
  app.get(
    "/api/v1/staged-releases",
    {
      preValidation: hooks.may("package.read"),
      schema: {
        operationId: "listStagedReleases",
        tags,
        summary: "Releases that wait to be signed, the newest first",
        response: { 200: Page(StagedRelease), ...PROBLEMS },
      },
    },
    async () => ({ items: await stagedStore(db).list() }),
  );
  app.get(
    "/api/v1/staged-releases/:digest",
    {
      preValidation: hooks.may("package.read"),
      schema: {
        operationId: "getStagedRelease",
        tags,
        summary: "The document of a release that waits to be signed",
        params: Params,
        produces: ["application/cbor"],
        response: { 200: Binary, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const staged = await stagedStore(db).find(request.params.digest);
      if (!staged) throw new Refusal("not-found", say("names-staged", { digest: request.params.digest }));
      return reply.type("application/cbor").send(Buffer.from(staged.document));
    },
  );
  app.delete(
    "/api/v1/staged-releases/:digest",
    {
      preValidation: hooks.may("release.publish"),
      schema: {
        operationId: "dropStagedRelease",
        tags,
        summary: "Drops a release that waits to be signed",
        params: Params,
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { digest } = request.params;
      await db.transaction().execute(async (trx) => {
        const staged = await stagedStore(trx).find(digest);
        if (!staged || !(await stagedStore(trx).remove(digest)))
          throw new Refusal("not-found", say("names-staged", { digest }));
        const { package: name, version } = staged;
        const subject = `release:${name}@${version}`;
        await audit(trx, request, "release.dropped", subject, { digest });
        const data = { package: name, version, digest };
        await outbox.add(trx, [{ atMs: now(), kind: "release.dropped", subject, data }]);
      });
      await outbox.publish();
      reply.code(204);
      return null;
    },
  );
}
