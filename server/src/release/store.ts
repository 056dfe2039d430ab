import { createHash } from "node:crypto";
import { secretsOf } from "@shoal/core/secret/check-references";
import type { ReleaseRow } from "@shoal/protocol/api/package";
import type { Page } from "@shoal/protocol/api/page";
import type { Release } from "@shoal/protocol/package/release";
import type { Selectable } from "kysely";
import type { Db, Schema } from "../db/schema.ts";
import { pageOf } from "../http/cursor.ts";
import { relationsOf } from "./relations-of.ts";

type Row = Selectable<Schema["releases"]>;
export interface StoredRelease {
  id: number;
  row: ReleaseRow;
  release: Release;
}

export interface ReleaseStore {
  add(
    release: Release,
    document: Uint8Array,
    by: { keyId: string; nowMs: number; actor: string },
  ): Promise<StoredRelease>;
  find(name: string, version: string): Promise<StoredRelease | undefined>;
  get(id: number): Promise<StoredRelease>;
  /** @param recall undefined: it is none any more */
  setRecall(id: number, recall: ReleaseRow["recalled"]): Promise<void>;
  /** As it was signed for. */
  document(digest: string): Promise<Uint8Array | undefined>;
  /** Newest first. */
  ofPackage(name: string): Promise<StoredRelease[]>;
  packages(page: { limit: number; cursor?: string }): Promise<
    Page<{
      name: string;
      publisher: string;
      description: string;
      latestVersion: string;
      releases: number;
      updatedMs: number;
    }>
  >;
}

export function releaseStore(db: Db): ReleaseStore {
  const get = async (id: number) =>
    toStored(await db.selectFrom("releases").selectAll().where("id", "=", id).executeTakeFirstOrThrow());
  return {
    get,
    async add(release, document, { keyId, nowMs, actor }) {
      const { id } = await db
        .insertInto("releases")
        .values({
          package: release.name,
          version: release.version,
          publisher: release.publisher,
          description: release.description,
          digest: createHash("sha256").update(document).digest("hex"),
          document,
          body: JSON.stringify(release),
          key_id: keyId,
          created_ms: nowMs,
          created_by: actor,
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      const files = release.variants.flatMap((variant) =>
        variant.files.map((file, position) => ({
          release_id: id,
          variant_id: variant.id,
          position,
          name: file.name,
          digest: file.digest,
          size_bytes: file.sizeBytes,
          manifest_digest: file.manifestDigest,
        })),
      );
      const relations = relationsOf(release).map((each) => ({ release_id: id, ...each }));
      const secrets = secretsOf(release).map((name) => ({ release_id: id, name }));
      if (secrets.length > 0) await db.insertInto("release_secrets").values(secrets).execute();
      if (relations.length > 0) await db.insertInto("release_relations").values(relations).execute();
      for (let at = 0; at < files.length; at += 500)
        await db
          .insertInto("release_files")
          .values(files.slice(at, at + 500))
          .execute();
      return await get(id);
    },
    async find(name, version) {
      const row = await db
        .selectFrom("releases")
        .selectAll()
        .where("package", "=", name)
        .where("version", "=", version)
        .executeTakeFirst();
      return row ? toStored(row) : undefined;
    },
    async setRecall(id, recall) {
      await db
        .updateTable("releases")
        .set({
          recalled_ms: recall?.atMs ?? null,
          recalled_by: recall?.by ?? null,
          recall_reason: recall?.reason ?? null,
        })
        .where("id", "=", id)
        .execute();
    },
    async document(digest) {
      const row = await db.selectFrom("releases").select("document").where("digest", "=", digest).executeTakeFirst();
      return row?.document;
    },
    async ofPackage(name) {
      return (
        await db
          .selectFrom("releases")
          .selectAll()
          .where("package", "=", name)
          .orderBy("id", "desc")
          .limit(500)
          .execute()
      ).map(toStored);
    },
    async packages({ limit, cursor }) {
      const latest = db
        .selectFrom("releases as latest")
        .innerJoin(
          (eb) =>
            eb
              .selectFrom("releases")
              // One that was recalled is only the newest where nothing else is left.
              .select((inner) => [
                "package",
                inner.fn
                  .coalesce(
                    inner.fn.max(inner.case().when("recalled_ms", "is", null).then(inner.ref("id")).else(null).end()),
                    inner.fn.max("id"),
                  )
                  .as("id"),
                inner.fn.countAll().as("releases"),
              ])
              .groupBy("package")
              .as("each"),
          (join) => join.onRef("each.id", "=", "latest.id"),
        )
        .select([
          "latest.id",
          "latest.package",
          "latest.publisher",
          "latest.description",
          "latest.version",
          "latest.created_ms",
          "each.releases",
        ])
        .orderBy("latest.id", "desc");
      return await pageOf(
        limit,
        cursor,
        "packages",
        (before, take) =>
          (before === undefined ? latest : latest.where("latest.id", "<", before)).limit(take).execute(),
        (row) => row.id,
        (row) => ({
          name: row.package,
          publisher: row.publisher,
          description: row.description,
          latestVersion: row.version,
          releases: Number(row.releases),
          updatedMs: row.created_ms,
        }),
      );
    },
  };
}

function toStored(row: Row): StoredRelease {
  const release = JSON.parse(row.body) as Release;
  return {
    id: row.id,
    release,
    row: {
      package: row.package,
      version: row.version,
      publisher: row.publisher,
      description: row.description,
      digest: row.digest,
      keyId: row.key_id,
      variants: release.variants.map((variant) => variant.id),
      createdMs: row.created_ms,
      createdBy: row.created_by,
      ...(row.recalled_ms === null
        ? {}
        : { recalled: { atMs: row.recalled_ms, by: row.recalled_by ?? "", reason: row.recall_reason ?? "" } }),
    },
  };
}
