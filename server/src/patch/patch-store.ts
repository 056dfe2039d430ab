import type { PatchOffer } from "@shoal/protocol/agent/check-in";
import { LIMITS } from "@shoal/protocol/limits";
import type { Db } from "../db/schema.ts";
import type { Pair, VariantFile } from "./plan.ts";

export interface PatchStore {
  /** Patches that make `target` out of one of these. */
  offers(target: string, from: readonly string[]): Promise<PatchOffer[]>;
  add(offer: PatchOffer, nowMs: number): Promise<void>;
  /** Not to be tried again. */
  refuse(pair: Pair, outcome: string, detail: string, nowMs: number): Promise<void>;
  isDecided(pair: Pair): Promise<boolean>;
  filesOf(releaseId: number): Promise<VariantFile[]>;
  /** Earlier releases of the same package that devices hold or are about to, those on most devices first; none where nobody is to get this one. */
  heldBefore(releaseId: number): Promise<number[]>;
  /** Newest first. */
  lastReleases(count: number): Promise<number[]>;
}

/** Ends after which the device does not have the content. */
const WITHOUT = ["not-applicable", "failed", "rolled-back", "cancelled", "expired", "superseded"] as const;

export function patchStore(db: Db): PatchStore {
  return {
    async offers(target, from) {
      if (from.length === 0) return [];
      const rows = await db
        .selectFrom("patches")
        .selectAll()
        .where("target_digest", "=", target)
        .where("from_digest", "in", from)
        .orderBy("size_bytes")
        .orderBy("from_digest")
        .execute();
      return rows.map((row) => ({
        from: row.from_digest,
        target: row.target_digest,
        digest: row.digest,
        sizeBytes: Number(row.size_bytes),
        manifestDigest: row.manifest_digest,
        format: "zstd-patch-from",
        windowLog: Number(row.window_log),
      }));
    },
    async add({ from, target, digest, sizeBytes, manifestDigest, windowLog }, nowMs) {
      await db
        .insertInto("patches")
        .values({
          from_digest: from,
          target_digest: target,
          digest,
          size_bytes: sizeBytes,
          manifest_digest: manifestDigest,
          window_log: windowLog,
          created_ms: nowMs,
        })
        .onConflict((conflict) => conflict.columns(["target_digest", "from_digest"]).doNothing())
        .execute();
    },
    async refuse({ from, target }, outcome, detail, nowMs) {
      await db
        .insertInto("patch_tries")
        .values({
          target_digest: target.digest,
          from_digest: from.digest,
          outcome,
          detail: detail.slice(0, 500),
          tried_ms: nowMs,
        })
        .onConflict((conflict) => conflict.columns(["target_digest", "from_digest"]).doNothing())
        .execute();
    },
    async isDecided({ from, target }) {
      for (const table of ["patches", "patch_tries"] as const) {
        const row = await db
          .selectFrom(table)
          .select("target_digest")
          .where("target_digest", "=", target.digest)
          .where("from_digest", "=", from.digest)
          .executeTakeFirst();
        if (row) return true;
      }
      return false;
    },
    async filesOf(releaseId) {
      const rows = await db.selectFrom("release_files").selectAll().where("release_id", "=", releaseId).execute();
      return rows.map((row) => ({
        variantId: row.variant_id,
        position: Number(row.position),
        name: row.name,
        digest: row.digest,
        sizeBytes: Number(row.size_bytes),
      }));
    },
    async heldBefore(releaseId) {
      const { package: name, recalled_ms } = await db
        .selectFrom("releases")
        .select(["package", "recalled_ms"])
        .where("id", "=", releaseId)
        .executeTakeFirstOrThrow();
      if (recalled_ms !== null) return [];
      const rows = await db
        .selectFrom("actions")
        .innerJoin("releases", "releases.id", "actions.release_id")
        .select((eb) => ["releases.id", eb.fn.count("actions.device_id").distinct().as("devices")])
        .where("releases.package", "=", name)
        .where("releases.id", "<", releaseId)
        .where("actions.kind", "!=", "remove")
        .where("actions.state", "not in", WITHOUT)
        .groupBy("releases.id")
        .orderBy("devices", "desc")
        .orderBy("releases.id", "desc")
        .limit(LIMITS.patchBases)
        .execute();
      return rows.map((row) => Number(row.id));
    },
    async lastReleases(count) {
      const rows = await db.selectFrom("releases").select("id").orderBy("id", "desc").limit(count).execute();
      return rows.map((row) => Number(row.id));
    },
  };
}
