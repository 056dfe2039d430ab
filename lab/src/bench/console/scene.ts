import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildConsole } from "@shoal/console/build";
import { loadAuditKey } from "@shoal/server/audit/audit-key";
import { auditStore } from "@shoal/server/audit/store";
import { openDatabase } from "@shoal/server/db/open";
import type { Db } from "@shoal/server/db/schema";
import { platformOf } from "@shoal/server/device/store";
import type { Page } from "playwright-core";
import { Chromium } from "../../browser/chromium.ts";
import { invited } from "../../console/scene.ts";
import { Operator } from "../../fleet/operator.ts";
import { scriptRelease } from "../../server/booted.ts";
import { fillFleet } from "../fleet/fill.ts";
import { fillActions, inThousands } from "../fleet/fill-actions.ts";
import { KEY_DIGEST } from "../fleet/outsides.ts";
import { type ServerProcess, startServer } from "../server-process.ts";
import { watchPage } from "./watch.ts";

const DAY = 86_400_000;
const SIZE = { width: 1280, height: 800 };

/** What a server has, that a console is looked at of. */
export interface Stock {
  devices: number;
  /** Of a task that runs while one looks. */
  cells: number;
  /** Steps of actions that are over. */
  steps: number;
  audit: number;
}

export const LARGE: Stock = { devices: 10_000, cells: 5000, steps: 1_000_000, audit: 100_000 };
export const SMALL: Stock = { devices: 100, cells: 50, steps: 10_000, audit: 1000 };
export const stockOf = (quick: boolean): Stock =>
  quick ? { devices: 2000, cells: 1000, steps: 50_000, audit: 5000 } : LARGE;

export interface Scene {
  stock: Stock;
  server: ServerProcess;
  operator: Operator;
  page: Page;
  /** That runs, with so many cells. */
  taskId: string;
}

/** A server as a process of its own with all of this in it, and an admin before a browser. */
export async function withScene<T>(stock: Stock, work: (scene: Scene) => Promise<T>): Promise<T> {
  await buildConsole();
  const prepared = await filled(stock);
  const server = await startServer({
    args: ["--second-factor", "optional"],
    prepare: async (dataDir) => cpSync(prepared, dataDir, { recursive: true }),
  });
  const ends: (() => Promise<void>)[] = [];
  try {
    const operator = new Operator(server.url, server.adminToken);
    const taskId = await startTask(operator, stock.cells);
    const browser = await Chromium.start({ after: (end) => void ends.push(end) });
    const page = await invited(browser, operator);
    await page.setViewportSize(SIZE);
    await watchPage(page);
    return await work({ stock, server, operator, page, taskId });
  } finally {
    for (const end of ends) await end();
    await server.stop();
  }
}

const folders = new Map<Stock, Promise<string>>();

/** Written once, and copied for each server. */
function filled(stock: Stock): Promise<string> {
  const folder = folders.get(stock) ?? fill(stock);
  folders.set(stock, folder);
  return folder;
}

async function fill({ devices, cells, steps, audit }: Stock): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "shoal-bench-filled-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const db = await openDatabase(join(folder, "shoal.db"), loadAuditKey(folder).sealHead);
  const nowMs = Date.now();
  await fillFleet(db, devices, KEY_DIGEST, nowMs);
  const rows = await db
    .selectFrom("devices")
    .select(["number", "id", "os", "os_version", "distribution", "arch", "bitness", "form_factor", "retired_ms"])
    .execute();
  await db.transaction().execute(async (trx) => {
    const perTask = Math.min(2500, steps / 8);
    await fillActions(trx, {
      devices: rows.map((row) => ({ id: row.id, platform: platformOf(row) })),
      tasks: steps / 8 / perTask,
      perTask,
      days: 90,
      fromMs: nowMs - 90 * DAY,
    });
    // A quarter more devices than cells are there for those that are retired.
    const targets = rows.filter((row) => row.retired_ms === null).slice(0, cells);
    const row = { description: "", query: null, version: 1, created_ms: 0, created_by: "", updated_ms: 0 };
    await trx
      .insertInto("groups")
      .values({ ...row, name: "cells", updated_by: "" })
      .execute();
    await inThousands(targets, (part) =>
      trx
        .insertInto("group_members")
        .values(part.map(({ number }) => ({ group_name: "cells", device_number: number })))
        .execute(),
    );
    await fillTrail(trx, audit, nowMs);
  });
  await db.destroy();
  return folder;
}

async function fillTrail(trx: Db, count: number, nowMs: number): Promise<void> {
  const trail = auditStore(trx);
  for (let at = 0; at < count; at++)
    await trail.append({
      atMs: nowMs - (count - at) * 1000,
      actor: `operator:person-${at % 20}`,
      what: "group.changed",
      subject: `group:office-${at % 300}`,
      detail: { name: `office-${at % 300}`, devices: at },
      remote: "10.0.0.7",
      via: "api",
    });
}

/** In two rings, of which the first runs. */
async function startTask(operator: Operator, cells: number): Promise<string> {
  await operator.trust();
  await operator.publish(scriptRelease("1.0.0"));
  const { id } = await operator.post<{ id: string }>("/api/v1/tasks", {
    ...{ kind: "install", delivery: "pull", package: "tool", version: "1.0.0", targets: { groups: ["cells"] } },
    rings: [
      { name: "first", count: cells * 0.6, next: "wait" },
      { name: "rest", rest: true },
    ],
  });
  await operator.post(`/api/v1/tasks/${id}/start`);
  return id;
}
