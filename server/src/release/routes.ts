import {
  PackageDetail,
  PackageRow,
  ReleaseDetail,
  ReleaseKeyRow,
  ReleaseKeySpec,
  ReleaseRow,
} from "@shoal/protocol/api/package";
import { Page, PageQuery } from "@shoal/protocol/api/page";
import { LIMITS } from "@shoal/protocol/limits";
import { keyIdOf } from "@shoal/protocol/node/ed25519";
import Type from "typebox";
import type { AssignmentIndex } from "../agent/assignment-index.ts";
import { actorOf } from "../auth/hooks.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { limitOf } from "../http/cursor.ts";
import { Refusal } from "../http/refusal.ts";
import { audit, entryOf, type Services } from "../http/services.ts";
import { checkRoute } from "./check-route.ts";
import { checkSealedRelease, refuseUnmet } from "./publish.ts";
import { recallRoutes } from "./recall-routes.ts";
import { releaseStore } from "./store.ts";

const Name = Type.String({ maxLength: 64 });

/** @param onPublished told when a release may be given to devices, so that patches can be made in the background */
export function releaseRoutes(
  app: App,
  services: Services,
  assignments: AssignmentIndex,
  onPublished: (releaseId: number) => void,
): void {
  const { db, hooks, now, outbox } = services;
  const releases = releaseStore(db);
  const tags = ["packages"];

  app.addContentTypeParser(
    "application/cose",
    { parseAs: "buffer", bodyLimit: LIMITS.releaseBytes },
    (_request, body, done) => done(null, body),
  );
  app.post(
    "/api/v1/releases",
    {
      preValidation: hooks.may("release.publish"),
      bodyLimit: LIMITS.releaseBytes,
      schema: {
        operationId: "publishRelease",
        tags,
        summary: "Publishes a sealed release (COSE_Sign1); its content must be here already",
        consumes: ["application/cose"],
        response: { 200: ReleaseRow, 201: ReleaseRow, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) throw new Refusal("unsupported", "send application/cose");
      const sealed = request.body;
      const { release, keyId } = await checkSealedRelease(db, sealed);
      const nowMs = now();
      const existing = await releases.find(release.name, release.version);
      if (existing) {
        if (JSON.stringify(existing.release) !== JSON.stringify(release))
          throw new Refusal("release-exists", `${release.name} ${release.version}`);
        return existing.row;
      }
      await refuseUnmet(db, release);
      const stored = await db.transaction().execute(async (trx) => {
        const added = await releaseStore(trx).add(release, sealed, { keyId, nowMs, actor: actorOf(request.caller) });
        const subject = `release:${release.name}@${release.version}`;
        await audit(
          trx,
          entryOf(request, nowMs, "release.published", subject, {
            digest: added.row.digest,
            keyId,
            variants: added.row.variants,
          }),
        );
        await outbox.add(trx, [
          {
            atMs: nowMs,
            kind: "release.published",
            subject,
            data: { package: release.name, version: release.version },
          },
        ]);
        return added;
      });
      await outbox.publish();
      onPublished(stored.id);
      reply.code(201);
      return stored.row;
    },
  );
  app.get(
    "/api/v1/packages",
    {
      preValidation: hooks.may("package.read"),
      schema: {
        operationId: "listPackages",
        tags,
        summary: "Packages, the last published first",
        querystring: Type.Object(PageQuery, { additionalProperties: false }),
        response: { 200: Page(PackageRow), ...PROBLEMS },
      },
    },
    async (request) => await releases.packages(limitOf(request.query)),
  );
  app.get(
    "/api/v1/packages/:name",
    {
      preValidation: hooks.may("package.read"),
      schema: {
        operationId: "getPackage",
        tags,
        summary: "One package with its releases, newest first",
        params: Type.Object({ name: Name }),
        response: { 200: PackageDetail, ...PROBLEMS },
      },
    },
    async (request) => {
      const all = await releases.ofPackage(request.params.name);
      const latest = (all.find((each) => !each.row.recalled) ?? all[0])?.row;
      if (!latest) throw new Refusal("not-found", `package ${request.params.name}`);
      return {
        name: latest.package,
        publisher: latest.publisher,
        description: latest.description,
        latestVersion: latest.version,
        releases: all.length,
        updatedMs: latest.createdMs,
        items: all.map((each) => each.row),
      };
    },
  );
  app.get(
    "/api/v1/packages/:name/releases/:version",
    {
      preValidation: hooks.may("package.read"),
      schema: {
        operationId: "getRelease",
        tags,
        summary: "One release with its variants",
        params: Type.Object({ name: Name, version: Name }),
        response: { 200: ReleaseDetail, ...PROBLEMS },
      },
    },
    async (request) => {
      const found = await releases.find(request.params.name, request.params.version);
      if (!found) throw new Refusal("not-found", `release ${request.params.name} ${request.params.version}`);
      return { ...found.row, release: found.release };
    },
  );
  checkRoute(app, { db, hooks });
  recallRoutes(app, services, assignments, onPublished);
  releaseKeyRoutes(app, { db, hooks, now });
}

function releaseKeyRoutes(app: App, { db, hooks, now }: Pick<Services, "db" | "hooks" | "now">): void {
  const tags = ["release keys"];
  const toRow = (row: {
    key_id: string;
    public_key: string;
    name: string;
    added_ms: number;
    revoked_ms: number | null;
  }) => ({
    keyId: row.key_id,
    key: row.public_key,
    name: row.name,
    addedMs: row.added_ms,
    revoked: row.revoked_ms !== null,
  });

  app.get(
    "/api/v1/release-keys",
    {
      preValidation: hooks.may("trust.read"),
      schema: {
        operationId: "listReleaseKeys",
        tags,
        summary: "Keys whose releases this server takes",
        response: { 200: Page(ReleaseKeyRow), ...PROBLEMS },
      },
    },
    async () => ({ items: (await db.selectFrom("release_keys").selectAll().orderBy("added_ms").execute()).map(toRow) }),
  );
  app.post(
    "/api/v1/release-keys",
    {
      preValidation: hooks.may("trust.write"),
      schema: {
        operationId: "trustReleaseKey",
        tags,
        summary: "Trusts a release key, for releases and for agents that enrol from now on",
        body: ReleaseKeySpec,
        response: { 200: ReleaseKeyRow, 201: ReleaseKeyRow, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { keyId, key, name = "release key" } = request.body;
      if (keyIdOf(key) !== keyId) throw new Refusal("bad-request", "body/keyId is not the id of body/key");
      const nowMs = now();
      return await db.transaction().execute(async (trx) => {
        const known = await trx.selectFrom("release_keys").selectAll().where("key_id", "=", keyId).executeTakeFirst();
        if (known && known.revoked_ms === null) return toRow(known);
        if (known) throw new Refusal("conflict", "this key was revoked; a revoked key does not come back");
        const row = { key_id: keyId, public_key: key, name, added_ms: nowMs, revoked_ms: null };
        await trx.insertInto("release_keys").values(row).execute();
        await audit(trx, entryOf(request, nowMs, "release-key.trusted", `release-key:${keyId}`, { name }));
        reply.code(201);
        return toRow(row);
      });
    },
  );
  app.delete(
    "/api/v1/release-keys/:keyId",
    {
      preValidation: hooks.may("trust.write"),
      schema: {
        operationId: "revokeReleaseKey",
        tags,
        summary: "No longer takes releases signed by this key",
        params: Type.Object({ keyId: Type.String({ pattern: "^[0-9a-f]{16}$" }) }),
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      await db.transaction().execute(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable("release_keys")
          .set({ revoked_ms: now() })
          .where("key_id", "=", request.params.keyId)
          .where("revoked_ms", "is", null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) throw new Refusal("not-found", `release key ${request.params.keyId}`);
        await audit(trx, entryOf(request, now(), "release-key.revoked", `release-key:${request.params.keyId}`));
      });
      reply.code(204);
      return null;
    },
  );
}
