import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seededRandom } from "@shoal/core/random/seeded";
import { openDatabase } from "@shoal/server/db/open";
import type { Db } from "@shoal/server/db/schema";
import { deviceEvents } from "@shoal/server/history/device-events";
import { historyStore } from "@shoal/server/history/store";
import { MIXED_FLEET } from "../../fleet/model.ts";
import { type Bench, type BenchRow, judged } from "../row.ts";

const DAY = 86_400_000;
const STATES = ["accepted", "resolving", "fetching", "verifying", "waiting", "installing", "checking"] as const;

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
  const random = seededRandom(1);
  const insert = async <T>(rows: T[], write: (rows: T[]) => Promise<unknown>) => {
    for (let at = 0; at < rows.length; at += 1000) await write(rows.slice(at, at + 1000));
  };
  const devices = Array.from({ length: 10_000 }, (_, index) => ({
    index,
    ...MIXED_FLEET[index % MIXED_FLEET.length]!,
  }));
  let events = 0;
  await db.transaction().execute(async (trx) => {
    await insert(devices, (rows) =>
      trx
        .insertInto("devices")
        .values(
          rows.map(({ index, platform }) => ({
            id: `d-${index}`,
            name: `device-${index}`,
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
    let actionId = 0;
    for (let task = 1; task <= tasks; task++) {
      const at = Math.floor((task / tasks) * 89 * DAY);
      await trx
        .insertInto("releases")
        .values({
          package: `package-${task % 10}`,
          version: `${task}.0`,
          publisher: "",
          description: "",
          digest: `r-${task}`,
          document: new Uint8Array(),
          body: "{}",
          key_id: "",
          created_ms: at,
          created_by: "",
        })
        .execute();
      await trx
        .insertInto("tasks")
        .values({
          name: "",
          kind: "install",
          delivery: "pull",
          state: "finished",
          release_id: task,
          targets: "{}",
          settings: "{}",
          life_ms: 1,
          created_ms: at,
          created_by: "operator:a",
          started_ms: at,
          started_by: "operator:a",
          expires_ms: at + DAY,
          finished_ms: at + DAY,
        })
        .execute();
      const actions = Array.from({ length: perTask }, () => {
        const device = devices[Math.floor(random() * devices.length)]!;
        const end = random() < 0.95 ? ("succeeded" as const) : ("failed" as const);
        return { id: ++actionId, device, end, ended: at + Math.floor(random() * DAY) };
      });
      await insert(actions, (rows) =>
        trx
          .insertInto("actions")
          .values(
            rows.map(({ device, end, ended }) => ({
              task_id: task,
              device_id: `d-${device.index}`,
              release_id: task,
              package: `package-${task % 10}`,
              version: `${task}.0`,
              kind: "install" as const,
              delivery: "pull" as const,
              state: end,
              step: 8,
              os: device.platform.os,
              arch: device.platform.arch,
              form_factor: device.platform.formFactor,
              created_ms: at,
              updated_ms: ended,
              accepted_ms: at,
              ended_ms: ended,
              duration_ms: ended - at,
              reason_code: end === "failed" ? "exit-code" : "installed",
            })),
          )
          .execute(),
      );
      const steps = actions.flatMap(({ id, end, ended }) =>
        [...STATES, end].map((state, index) => ({
          action_id: id,
          step: index + 1,
          by: "agent" as const,
          state,
          at_ms: ended,
          received_ms: ended,
        })),
      );
      await insert(steps, (rows) => trx.insertInto("action_steps").values(rows).execute());
      events += steps.length;
    }
  });
  return events;
}
