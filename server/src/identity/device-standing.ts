import type { Db } from "../db/schema.ts";

/** What a device may show, and whether it may do anything at all. */
export interface Standing {
  /** SHA-256 of its key. */
  key: string;
  /** From when the certificate is valid by which it was taken; undefined where that was not noted. */
  keyFromMs: number | undefined;
  /** Of the last renewal, until it is used: the answer may have been lost on its way. */
  nextKey: string | undefined;
  revokedMs: number | undefined;
  quarantinedMs: number | undefined;
  /** Of the agent that checked in last, since when, and those before it, the last one first. */
  instance: string | undefined;
  instanceMs: number;
  instancesBefore: readonly string[];
}

export interface DeviceStandings {
  /** @returns undefined where there is no such device, or it never had a key */
  find(deviceId: string): Promise<Standing | undefined>;
  /** @param trx what is written by it counts when it has ended and `forget` was called */
  set(trx: Db, deviceId: string, values: Partial<Standing>): Promise<void>;
  forget(deviceId: string): void;
}

const REMEMBERED = 100_000;
/** An agent that starts every minute of an hour is not taken for a copy of itself, and one that did so a day ago neither. */
const BEFORE_KEPT = 16;

/** Every request asks, and little changes: this process alone writes it, and remembers. */
export function deviceStandings(db: Db): DeviceStandings {
  const known = new Map<string, Standing>();
  return {
    async find(deviceId) {
      const remembered = known.get(deviceId);
      if (remembered) return remembered;
      const row = await db
        .selectFrom("devices")
        .select(["key_digest", "key_from_ms", "next_key_digest", "revoked_ms", "quarantined_ms"])
        .select(["instance", "instance_ms", "instances_before"])
        .where("id", "=", deviceId)
        .executeTakeFirst();
      if (!row?.key_digest) return undefined;
      const standing: Standing = {
        key: row.key_digest,
        keyFromMs: row.key_from_ms ?? undefined,
        nextKey: row.next_key_digest ?? undefined,
        revokedMs: row.revoked_ms ?? undefined,
        quarantinedMs: row.quarantined_ms ?? undefined,
        instance: row.instance ?? undefined,
        instanceMs: row.instance_ms ?? 0,
        instancesBefore: row.instances_before?.split(" ") ?? [],
      };
      if (known.size >= REMEMBERED) known.clear();
      known.set(deviceId, standing);
      return standing;
    },
    async set(trx, deviceId, values) {
      const column = <K extends keyof Standing>(key: K, name: string, value: unknown = values[key] ?? null) =>
        key in values ? { [name]: value } : {};
      await trx
        .updateTable("devices")
        .set({
          ...column("key", "key_digest"),
          ...column("keyFromMs", "key_from_ms"),
          ...column("nextKey", "next_key_digest"),
          ...column("revokedMs", "revoked_ms"),
          ...column("quarantinedMs", "quarantined_ms"),
          ...column("instance", "instance"),
          ...column("instanceMs", "instance_ms"),
          ...column(
            "instancesBefore",
            "instances_before",
            values.instancesBefore?.slice(0, BEFORE_KEPT).join(" ") || null,
          ),
        })
        .where("id", "=", deviceId)
        .execute();
      known.delete(deviceId);
    },
    forget: (deviceId) => void known.delete(deviceId),
  };
}
