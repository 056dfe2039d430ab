import { mergeSettings } from "@shoal/core/settings/merge";
import type { SessionTree } from "@shoal/protocol/api/session";
import { sourcesOf } from "../action/store.ts";
import type { Db } from "../db/schema.ts";
import type { SettingsIndex } from "../settings/settings-index.ts";
import type { StoredTask } from "../task/store.ts";
import { BlobNames } from "./blob-names.ts";
import { partOf, sessionStore } from "./store.ts";
import { SessionTally } from "./tally.ts";

/** Actions that are read at once: a large task is added up without holding others up for long. */
const CHUNK = 1000;

/** Adds up what a task's devices say of their sessions, and what came to them beside. */
export async function readTree(
  db: Db,
  settings: SettingsIndex,
  { id, releaseId, detail }: StoredTask,
): Promise<SessionTree> {
  const store = sessionStore(db);
  const names = new BlobNames(db, releaseId);
  await names.load();
  const tally = new SessionTally();
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom("actions")
      .innerJoin("devices", "devices.id", "actions.device_id")
      .selectAll("actions")
      .select("devices.name as device")
      .where("actions.task_id", "=", id)
      .where("actions.id", ">", after)
      .orderBy("actions.id")
      .limit(CHUNK)
      .execute();
    if (rows.length === 0) break;
    const [first, last] = [rows[0]!.id, rows.at(-1)!.id];
    const parts = Map.groupBy(await store.ofActions(id, first, last), (row) => row.action_id);
    await names.find([...parts.values()].flat().map(({ digest }) => digest));
    for (const row of rows) {
      const { siteName } = mergeSettings(settings.of(row.device_id), detail.settings);
      tally.add({
        deviceId: row.device_id,
        device: row.device,
        site: siteName || undefined,
        bytes: sourcesOf(row),
        files: names.ofVariant(row.variant_id),
        parts: (parts.get(row.id) ?? []).map((part) => ({
          ...partOf(part),
          session: part.session,
          subnet: part.subnet,
          site: part.site ?? undefined,
          blob: names.get(part.digest),
        })),
      });
    }
    after = last;
  }
  const { name, package: product, version } = detail;
  return { taskId: String(id), name, package: product, version, ...tally.tree };
}
