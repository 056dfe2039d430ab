import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "@shoal/server/db/open";
import type { Db } from "@shoal/server/db/schema";
import { named } from "@shoal/server/device/named";
import { deviceEvents } from "@shoal/server/history/device-events";
import { historyStore } from "@shoal/server/history/store";
import { MIXED_FLEET } from "../../fleet/model.ts";
import { fillActions, inThousands } from "../fleet/fill-actions.ts";
import { type Bench, type BenchRow, judged } from "../row.ts";

const DAY = 86_400_000;

/** History queries over a million action events: 125,000 actions of 10,000 devices in 50 tasks over 90 days. */
export const history: Bench = async ({ quick }) => {
  const folder = mkdtempSync(join(tmpdir(), "shoal-bench-"));
  const db = await openDatabase(join(folder, "shoal.db"));
  try {
    const tasks = quick ? 5 : 50;
    const events = await fill(db, tasks, quick ? 500 : 2500);
    const store = historyStore(db);
    const month = { since: 60 * DAY, until: 90 * DAY };
    const queries: [string, () => Promise<unknown>][] = [
      ["success rate by release, 90 days", () => store.successRate({}, "release")],
      ["success rate by platform, 90 days", () => store.successRate({}, "platform")],
      ["success rate by release, 30 days", () => store.successRate(month, "release")],
      ["slowest devices, 90 days", () => store.slowest({}, 50)],
      ["failing devices, 90 days", () => store.failing({}, 50)],
      ["who started what", () => store.started({}, 50)],
      ["what happened on a device", () => deviceEvents(db, "d-7", { limit: 100 })],
    ];
    const rows: BenchRow[] = [];
    for (const [name, query] of queries) {
      await query();
      const times: number[] = [];
      for (let round = 0; round < 5; round++) {
        const start = performance.now();
        await query();
        times.push(performance.now() - start);
      }
      times.sort((a, b) => a - b);
      rows.push(
        judged(
          { name, value: times[2]!, unit: "ms", bar: 100, note: `median of 5, ${events.toLocaleString("en")} events` },
          "lower",
        ),
      );
    }
    return rows;
  } finally {
    await db.destroy();
    rmSync(folder, { recursive: true });
  }
};

async function fill(db: Db, tasks: number, perTask: number): Promise<number> {
  const devices = Array.from({ length: 10_000 }, (_, index) => ({
    id: `d-${index}`,
    platform: MIXED_FLEET[index % MIXED_FLEET.length]!.platform,
  }));
  return await db.transaction().execute(async (trx) => {
    await inThousands(devices, (rows) =>
      trx
        .insertInto("devices")
        .values(
          rows.map(({ id, platform }) => ({
            id,
            ...named(id.replace("d-", "device-")),
            inventory: "{}",
            inventory_digest: "",
            os: platform.os,
            os_version: platform.osVersion,
            distribution: platform.distribution,
            arch: platform.arch,
            bitness: platform.bitness,
            form_factor: platform.formFactor,
            agent_version: "0.1.0",
            capability: 1,
            enrolled_ms: 0,
            last_seen_ms: 0,
          })),
        )
        .execute(),
    );
    return await fillActions(trx, { devices, tasks, perTask, days: 90, fromMs: 0 });
  });
}
