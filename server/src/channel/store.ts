import type { ChannelRow } from "@shoal/protocol/api/channel";
import type { Db } from "../db/schema.ts";
import { followersOf } from "./followers.ts";

export interface ChannelStore {
  /** By name. */
  list(): Promise<ChannelRow[]>;
  find(name: string): Promise<ChannelRow | undefined>;
  /** Makes a channel, or points it to another release of its package. */
  point(name: string, release: { id: number; package: string }, by: { nowMs: number; actor: string }): Promise<void>;
  remove(name: string): Promise<void>;
}

export function channelStore(db: Db): ChannelStore {
  const rows = () =>
    db
      .selectFrom("channels")
      .innerJoin("releases", "releases.id", "channels.release_id")
      .leftJoin("releases as before", "before.id", "channels.previous_release_id")
      .select(["channels.name", "channels.package", "channels.created_ms", "channels.created_by"])
      .select(["channels.updated_ms", "channels.updated_by", "releases.version", "releases.recall_reason"])
      .select("before.version as previous");
  type Row = Awaited<ReturnType<ReturnType<typeof rows>["execute"]>>[number];
  const toRow = (row: Row, followers: readonly { id: number; channel: string }[]): ChannelRow => ({
    name: row.name,
    package: row.package,
    version: row.version,
    ...(row.recall_reason === null ? {} : { recalled: row.recall_reason }),
    ...(row.previous === null ? {} : { previousVersion: row.previous }),
    followers: followers.filter((each) => each.channel === row.name).map((each) => String(each.id)),
    createdMs: row.created_ms,
    createdBy: row.created_by,
    updatedMs: row.updated_ms,
    updatedBy: row.updated_by,
  });

  return {
    async list() {
      const followers = await followersOf(db);
      return (await rows().orderBy("channels.name").execute()).map((row) => toRow(row, followers));
    },
    async find(name) {
      const row = await rows().where("channels.name", "=", name).executeTakeFirst();
      return row && toRow(row, await followersOf(db, name));
    },
    async point(name, release, { nowMs, actor }) {
      const updated = { updated_ms: nowMs, updated_by: actor };
      await db
        .insertInto("channels")
        .values({
          name,
          package: release.package,
          release_id: release.id,
          previous_release_id: null,
          created_ms: nowMs,
          created_by: actor,
          ...updated,
        })
        .onConflict((on) =>
          on.column("name").doUpdateSet((eb) => ({
            ...updated,
            release_id: release.id,
            previous_release_id: eb.ref("channels.release_id"),
          })),
        )
        .execute();
    },
    async remove(name) {
      await db.deleteFrom("channels").where("name", "=", name).execute();
    },
  };
}
