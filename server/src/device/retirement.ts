import { retiredSinceMs, type Watch, watchOn } from "@shoal/core/device/presence";
import { Aftermath } from "../action/aftermath.ts";
import { expireThese } from "../action/report.ts";
import type { AssignmentIndex } from "../agent/assignment-index.ts";
import type { Presence } from "../agent/presence.ts";
import { tell } from "../agent/tell.ts";
import { auditStore } from "../audit/store.ts";
import type { Db } from "../db/schema.ts";
import { readRules } from "../fleet/rules.ts";
import type { Services } from "../http/services.ts";

const DAY_MS = 86_400_000;
const SWEEP_MS = 60_000;
/** Devices in one transaction; the next sweep takes those that are left. */
const BATCH = 500;

/**
 * Devices that were not heard from for so long that nothing is planned with them any more. Who they are is also in memory, because every
 * check-in asks, and that must not cost a query.
 */
export class Retirement {
  readonly #services: Services;
  readonly #presence: Presence;
  readonly #assignments: AssignmentIndex;
  readonly #retired = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(services: Services, presence: Presence, assignments: AssignmentIndex) {
    this.#services = services;
    this.#presence = presence;
    this.#assignments = assignments;
  }

  async load(): Promise<void> {
    const rows = await this.#services.db
      .selectFrom("devices")
      .select("id")
      .where("retired_ms", "is not", null)
      .execute();
    for (const { id } of rows) this.#retired.add(id);
  }

  start(): void {
    const sweep = () =>
      this.sweep().catch((error: Error) => this.#services.log.error({ err: error }, "devices could not be retired"));
    this.#timer = setInterval(() => void sweep(), SWEEP_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Retires those that the rules say so of. @returns how many */
  async sweep(): Promise<number> {
    const { db, now, hub, outbox } = this.#services;
    const nowMs = now();
    const { trustedFromMs } = await keepWatch(db, nowMs);
    const sinceMs = retiredSinceMs(nowMs, await readRules(db));
    if (sinceMs === undefined || nowMs < trustedFromMs) return 0;
    // What was heard since is known here before it is written.
    const silent = await silentSince(db, sinceMs);
    const ids = silent.filter((id) => !hub.isOnline(id) && !this.#presence.heard(id));
    if (ids.length === 0) return 0;
    // From here on a check-in waits for this transaction, and takes it back.
    for (const id of ids) this.#retired.add(id);
    let retired: string[] = [];
    // A ring may be done without those who are gone, and the next one open.
    const aftermath = new Aftermath();
    try {
      retired = await db.transaction().execute(async (trx) => {
        const done = await retire(trx, ids, { sinceMs, nowMs }, aftermath);
        await outbox.add(trx, aftermath.events);
        return done;
      });
    } finally {
      for (const id of ids) if (!retired.includes(id)) this.#retired.delete(id);
    }
    await tell(this.#services, this.#assignments, aftermath);
    return retired.length;
  }

  /** To be called when a device checks in: one that was retired is a target again. */
  async heard(deviceId: string): Promise<void> {
    if (!this.#retired.delete(deviceId)) return;
    const { db, now, outbox } = this.#services;
    const nowMs = now();
    await db.transaction().execute(async (trx) => {
      const device = await trx
        .updateTable("devices")
        .set({ retired_ms: null, last_seen_ms: nowMs })
        .where("id", "=", deviceId)
        .where("retired_ms", "is not", null)
        .returning("name")
        .executeTakeFirst();
      if (!device) return;
      await auditStore(trx).append({
        atMs: nowMs,
        actor: `device:${deviceId}`,
        what: "device.returned",
        subject: `device:${deviceId}`,
      });
      await outbox.add(trx, [
        {
          atMs: nowMs,
          kind: "device.returned",
          subject: `device:${deviceId}`,
          data: { deviceId, device: device.name },
        },
      ]);
    });
    await outbox.publish();
  }
}

/** Says that this server is there. @returns since when it has been */
async function keepWatch(db: Db, nowMs: number): Promise<Watch> {
  const row = await db.selectFrom("fleet_watch").selectAll().executeTakeFirst();
  const watch = watchOn(row && { aliveMs: row.alive_ms, trustedFromMs: row.trusted_from_ms }, nowMs);
  const values = { alive_ms: watch.aliveMs, trusted_from_ms: watch.trustedFromMs };
  await db
    .insertInto("fleet_watch")
    .values({ id: 1, ...values })
    .onConflict((on) => on.column("id").doUpdateSet(values))
    .execute();
  return watch;
}

async function silentSince(db: Db, sinceMs: number): Promise<string[]> {
  const rows = await db
    .selectFrom("devices")
    .select("id")
    .where("retired_ms", "is", null)
    .where("last_seen_ms", "<=", sinceMs)
    .orderBy("last_seen_ms")
    .limit(BATCH)
    .execute();
  return rows.map(({ id }) => id);
}

/** Those of the devices that are as silent as they were, with the end of what is open on them. */
async function retire(
  trx: Db,
  deviceIds: readonly string[],
  { sinceMs, nowMs }: { sinceMs: number; nowMs: number },
  aftermath: Aftermath,
): Promise<string[]> {
  const devices = await trx
    .updateTable("devices")
    .set({ retired_ms: nowMs })
    .where("id", "in", deviceIds)
    .where("last_seen_ms", "<=", sinceMs)
    .returning(["id", "name", "last_seen_ms"])
    .execute();
  const open = await trx
    .selectFrom("actions")
    .select(["id", "task_id", "device_id"])
    .where("device_id", "in", deviceIds)
    .where("ended_ms", "is", null)
    .execute();
  for (const { id, name, last_seen_ms: lastSeenMs } of devices) {
    const actions = open.filter((action) => action.device_id === id);
    const days = Math.floor((nowMs - lastSeenMs) / DAY_MS);
    const detail = `not heard from for ${days} days, which is retireAfterMs of the fleet's rules`;
    const ended = await expireThese(trx, actions, { code: "device-retired", detail }, nowMs);
    aftermath.events.push(...ended.events);
    for (const each of ended.deviceIds) aftermath.deviceIds.add(each);
    const what = { atMs: nowMs, what: "device.retired", subject: `device:${id}` } as const;
    const said = { lastSeenMs, expired: actions.length };
    await auditStore(trx).append({ ...what, actor: "server", detail: said });
    const data = { deviceId: id, device: name, ...said };
    aftermath.events.push({ atMs: nowMs, kind: what.what, subject: what.subject, data });
  }
  return devices.map(({ id }) => id);
}
