import { idOf } from "@shoal/core/release/describe";
import { supersededBy } from "@shoal/core/release/superseded-by";
import type { Inventory } from "@shoal/protocol/device/platform";
import type { Aftermath } from "../action/aftermath.ts";
import { serverStep } from "../action/end-here.ts";
import { chunksOf } from "../db/chunks.ts";
import type { Db } from "../db/schema.ts";
import { neededOn, whyNeeded } from "../release/planner.ts";
import { replacedOn, whyReplaced } from "../release/replaced-on.ts";
import { releaseStore } from "../release/store.ts";
import { rolloutStore } from "../rollout/store.ts";
import { endWaiting } from "./end-waiting.ts";
import { handOut } from "./hand-out.ts";
import { insertPart } from "./insert.ts";
import { type Part, type StartedTask, startedTask } from "./started.ts";

/**
 * Ends those of a task's actions that would bring back what another package has taken the place of. What others need is brought all the
 * same, and so is what was there before a task that is taken back. To be run inside a transaction.
 * @returns the others
 */
export async function endReplaced(
  trx: Db,
  task: StartedTask,
  actionIds: readonly number[],
  nowMs: number,
  aftermath: Aftermath,
): Promise<number[]> {
  if (task.kind === "rollback" || !(await anySupersedes(trx))) return [...actionIds];
  const ended = new Set<number>();
  for (const ids of chunksOf(actionIds)) {
    const rows = await trx
      .selectFrom("actions")
      .innerJoin("devices", "devices.id", "actions.device_id")
      .select(["actions.id", "actions.package", "actions.version", "devices.number"])
      .where("actions.id", "in", ids)
      .where("actions.kind", "=", "install")
      .where("actions.role", "is", null)
      .execute();
    for (const group of Map.groupBy(rows, idOf).values()) {
      const replaced = await replacedOn(
        trx,
        group[0]!,
        group.map((row) => row.number),
      );
      for (const { id, package: name, number } of group) {
        const by = replaced.get(number);
        if (!by) continue;
        ended.add(id);
        const end = { state: "not-applicable", code: "replaced", detail: whyReplaced(by, name) } as const;
        await endWaiting(trx, [id], end, nowMs, aftermath);
      }
    }
  }
  return actionIds.filter((id) => !ended.has(id));
}

async function anySupersedes(trx: Db): Promise<boolean> {
  const row = await trx
    .selectFrom("release_relations")
    .select("release_id")
    .where("relation", "=", "supersedes")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** What an agent has proved, and in which task. */
interface Proved {
  task_id: number;
  release_id: number;
  ring: number | null;
}

/**
 * What follows where a release was proved to be on a device: of what it takes the place of, nothing is on offer there any more, and it is
 * taken away where the release says so, unless something else needs it. To be run in the transaction that stores the step.
 */
export async function replaceOthers(
  trx: Db,
  action: Proved,
  deviceId: string,
  nowMs: number,
  aftermath: Aftermath,
): Promise<void> {
  const related = await trx
    .selectFrom("release_relations")
    .select("package")
    .where("release_id", "=", action.release_id)
    .where("relation", "=", "supersedes")
    .execute();
  if (related.length === 0) return;
  const { release } = await releaseStore(trx).get(action.release_id);
  const names = related.map((row) => row.package);
  const offers = await trx
    .selectFrom("actions")
    .select(["id", "package", "version"])
    .where("device_id", "=", deviceId)
    .where("package", "in", names)
    .where("ended_ms", "is", null)
    .where("reason_code", "=", "offered")
    .execute();
  for (const offer of offers.filter((each) => supersededBy(release, each))) {
    const detail = whyReplaced({ package: release.name, version: release.version }, offer.package);
    await endWaiting(trx, [offer.id], { state: "not-applicable", code: "replaced", detail }, nowMs, aftermath);
  }
  const there = await trx
    .selectFrom("device_releases")
    .innerJoin("devices", "devices.number", "device_releases.device_number")
    .select(["device_releases.package", "device_releases.version", "device_releases.release_id"])
    .select(["devices.number", "devices.inventory"])
    .where("devices.id", "=", deviceId)
    .where("device_releases.package", "in", names)
    .where("device_releases.release_id", "is not", null)
    .execute();
  for (const { package: name, version, release_id: releaseId, number, inventory } of there) {
    const part: Part = { package: name, version: version ?? "", releaseId: releaseId!, kind: "remove" };
    if (!supersededBy(release, part)?.remove) continue;
    const { platform } = JSON.parse(inventory) as Inventory;
    const needed = await neededOn(trx, name, { number, platform });
    await takeAway(trx, action, part, deviceId, whyNeeded(needed, name), nowMs, aftermath);
  }
}

async function takeAway(
  trx: Db,
  { task_id: taskId, ring }: Proved,
  part: Part,
  deviceId: string,
  stays: string | undefined,
  nowMs: number,
  aftermath: Aftermath,
): Promise<void> {
  const { state } = await trx.selectFrom("tasks").select("state").where("id", "=", taskId).executeTakeFirstOrThrow();
  // Its agent came too late to be stopped; nothing more is done for it.
  if (state === "cancelled") return;
  await trx.updateTable("tasks").set({ state: "running", finished_ms: null }).where("id", "=", taskId).execute();
  const rollout = await rolloutStore(trx).load(taskId);
  const paused = rollout?.state.state === "paused";
  const place = { state: "scheduled", code: paused ? "rollout-paused" : null, ring, role: "replaced" } as const;
  const task = await startedTask(trx, taskId);
  const made = (await insertPart(trx, task, part, [deviceId], place, nowMs)).map((each) => each.id);
  if (stays !== undefined) {
    const end = { state: "not-applicable", code: "still-needed", detail: stays } as const;
    await endWaiting(trx, made, end, nowMs, aftermath);
  } else if (paused) await serverStep(trx, made, nowMs);
  else await handOut(trx, task, made, nowMs, aftermath);
}
