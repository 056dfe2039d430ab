import { LIMITS } from "@shoal/protocol/limits";
import { sql } from "kysely";
import type { Db } from "../db/schema.ts";

/** What a device may read of the content: what its own actions name, and patches to that. */
export interface Reach {
  blob(deviceId: string, digest: string): Promise<boolean>;
  manifest(deviceId: string, digest: string): Promise<boolean>;
  release(deviceId: string, digest: string): Promise<boolean>;
}

/** Answers that were yes; a device asks for a blob by hundreds of ranges. */
const REMEMBERED = 20_000;

/**
 * An action names its release and the files of that from when it was handed out until an hour after its end: what casts to others then, or was
 * on its way, comes to its end. A yes holds for half a minute, a no is asked again.
 */
export function createReach(db: Db, now: () => number): Reach {
  const known = new Map<string, number>();

  const allowed = async (key: string, ask: (sinceMs: number) => Promise<boolean>): Promise<boolean> => {
    const nowMs = now();
    const untilMs = known.get(key);
    if (untilMs !== undefined && nowMs < untilMs) return true;
    if (!(await ask(nowMs - LIMITS.reachAfterEndMs))) return false;
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, nowMs + LIMITS.reachKeptMs);
    return true;
  };
  /** Releases that actions of this device name. */
  const releases = (deviceId: string, sinceMs: number) =>
    db
      .selectFrom("actions")
      .select("release_id")
      .where("device_id", "=", deviceId)
      .where("state", "!=", "scheduled")
      .where((eb) => eb.or([eb("ended_ms", "is", null), eb("ended_ms", ">", sinceMs)]));
  const named = async (deviceId: string, column: "digest" | "manifest_digest", digest: string, sinceMs: number) => {
    const files = db
      .selectFrom("release_files")
      .select(sql<number>`1`.as("one"))
      .where("release_id", "in", releases(deviceId, sinceMs));
    const row =
      (await files.where(column, "=", digest).limit(1).executeTakeFirst()) ??
      (await files
        .where("digest", "in", db.selectFrom("patches").select("target_digest").where(column, "=", digest))
        .limit(1)
        .executeTakeFirst());
    return row !== undefined;
  };

  return {
    blob: (deviceId, digest) =>
      allowed(`${deviceId} ${digest}`, (sinceMs) => named(deviceId, "digest", digest, sinceMs)),
    manifest: (deviceId, digest) =>
      allowed(`${deviceId} ${digest}`, (sinceMs) => named(deviceId, "manifest_digest", digest, sinceMs)),
    release: (deviceId, digest) =>
      allowed(`${deviceId} ${digest}`, async (sinceMs) => {
        const row = await db
          .selectFrom("releases")
          .select("id")
          .where("digest", "=", digest)
          .where("id", "in", releases(deviceId, sinceMs))
          .executeTakeFirst();
        return row !== undefined;
      }),
  };
}
