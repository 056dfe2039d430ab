import { join } from "node:path";
import type { TestContext } from "node:test";
import { openDatabase } from "@shoal/server/db/open";
import { fillFleet } from "../bench/fleet/fill.ts";
import { scriptRelease } from "../server/booted.ts";
import { consoleScene } from "./scene.ts";

/** A task for thousands of devices in hundreds of subnets, none of which has ever been there. @returns its id besides the scene */
export async function manyScene(t: TestContext, devices: number, more: object = {}) {
  const scene = await consoleScene(t, []);
  const db = await openDatabase(join(scene.dataDir, "shoal.db"));
  await fillFleet(db, devices);
  // All of them are targets, however long they were silent.
  await db.updateTable("devices").set({ retired_ms: null }).execute();
  await db.destroy();
  const { operator } = scene;
  await operator.publish(scriptRelease("1.0.0"));
  const { id } = await operator.post<{ id: string }>("/api/v1/tasks", {
    ...{ kind: "install", delivery: "pull", package: "tool", version: "1.0.0", targets: { all: true } },
    ...more,
  });
  await operator.post(`/api/v1/tasks/${id}/start`);
  return { ...scene, task: id };
}
