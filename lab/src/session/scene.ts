import { randomBytes } from "node:crypto";
import type { TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { SessionPartRow, SessionTree } from "@shoal/protocol/api/session";
import { model, release, start } from "../agent/scene.ts";
import type { Booted } from "../server/booted.ts";
import { Subnets } from "./subnets.ts";

export const MIB = 1024 * 1024;
export const SETTINGS = { multicastStartDelayMs: 300, multicastRateBytesPerSecond: 6_000_000, patches: false };
/** Long enough for all to be there when the cast begins, on a busy machine too: who is late has by unicast what has passed. */
export const TOGETHER = { ...SETTINGS, multicastStartDelayMs: 2500 };
/** Besides, at a rate that a busy machine keeps up with: nobody is left to unicast, and who starts anew meanwhile is back before it is over. */
export const AND_SLOWLY = { ...TOGETHER, multicastRateBytesPerSecond: 2_000_000 };
export const skip = process.platform === "linux" ? false : "other systems have one loopback address";

/** A server with a release, and devices in subnets of this process. */
export async function scene(t: TestContext, names: string[][], sizeBytes: number) {
  const subnets = new Subnets(names, { loss: 0.02, seed: 7 });
  const booted = await start(
    t,
    subnets.names.map((name) => model(name)),
    {},
    {},
    (name) => subnets.wireOf(name),
  );
  const { operator, server } = booted;
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", randomBytes(sizeBytes))));
  /** What has left the server as content, by its own count. */
  const served = async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return Number(/^shoal_blob_bytes_total (\d+)/m.exec(text)?.[1] ?? 0);
  };
  /** So much of the cast has passed, by datagrams; not by time, which says little on a busy machine. */
  const passed = async (datagrams: number) => {
    while (subnets.datagrams < datagrams) await sleep(5);
  };
  return { ...booted, subnets, served, passed };
}

export const treeOf = ({ operator }: Booted, taskId: string) =>
  operator.get<SessionTree>(`/api/v1/tasks/${taskId}/sessions`);
export const partsOf = async ({ operator }: Booted, taskId: string) =>
  (await operator.get<{ items: SessionPartRow[] }>(`/api/v1/tasks/${taskId}/sessions/parts?limit=500`)).items;
/** A part is told when its device has something to tell, which may be after the action's end. */
export async function partsWhen(booted: Booted, taskId: string, holds: (parts: SessionPartRow[]) => boolean) {
  for (let waited = 0; ; waited++) {
    const parts = await partsOf(booted, taskId);
    if (holds(parts)) return parts;
    if (waited === 300) throw new Error(`the parts are not told: ${JSON.stringify(parts)}`);
    await sleep(100);
  }
}
export const sum = (numbers: Iterable<number>) => [...numbers].reduce((a, b) => a + b, 0);
