import { idOf } from "@shoal/core/release/describe";
import type { Inventory } from "@shoal/protocol/device/platform";
import type { Aftermath } from "../action/aftermath.ts";
import { serverStep } from "../action/end-here.ts";
import { chunksOf } from "../db/chunks.ts";
import type { Db } from "../db/schema.ts";
import { type Needed, Planner } from "../release/planner.ts";
import { endWaiting } from "./end-waiting.ts";
import { handOut } from "./hand-out.ts";
import { insertPart } from "./insert.ts";
import type { StartedTask } from "./started.ts";

/**
 * Which of a task's actions have all that they need on their device. For the others what is missing is handed out first, as actions of the
 * same task, and they wait for these; those for which that cannot be end as not applicable, and say why. Only what can be installed at
 * once is made: when that has come to its end, what is there is looked at again. To be run inside a transaction.
 * @returns those that may be handed out
 */
export async function prepare(
  trx: Db,
  task: StartedTask,
  actionIds: readonly number[],
  nowMs: number,
  aftermath: Aftermath,
): Promise<number[]> {
  const ready: number[] = [];
  const planners = new Map<number, Planner>();
  for (const ids of chunksOf(actionIds)) {
    for (const release of await plannedReleases(trx, ids)) {
      const planner = planners.get(release.releaseId) ?? (await Planner.load(trx, release));
      if (planner) planners.set(release.releaseId, planner);
    }
    if (planners.size === 0) {
      ready.push(...ids);
      continue;
    }
    const waiting: Waiting[] = [];
    const unmet = new Map<string, number[]>();
    const byPlanner = Map.groupBy(await readActions(trx, ids), (row) =>
      isPlanned(row) ? planners.get(row.release_id) : undefined,
    );
    for (const [planner, rows] of byPlanner)
      for (const { row, needed } of planner ? await planAll(trx, planner, rows) : rows.map(withoutNeeds)) {
        if (!needed.ok) unmet.set(needed.why, [...(unmet.get(needed.why) ?? []), row.id]);
        else if (needed.steps.length === 0) ready.push(row.id);
        else waiting.push({ row, steps: needed.steps });
      }
    for (const [detail, each] of unmet)
      await endWaiting(trx, each, { state: "not-applicable", code: "dependency-unmet", detail }, nowMs, aftermath);
    await letWait(trx, task, waiting, nowMs, aftermath);
  }
  return ready.sort((a, b) => a - b);
}

type Row = Awaited<ReturnType<typeof readActions>>[number];
type Steps = Extract<Needed, { ok: true }>["steps"];
interface Waiting {
  row: Row;
  steps: Steps;
}

async function readActions(trx: Db, ids: readonly number[]) {
  return await trx
    .selectFrom("actions")
    .innerJoin("devices", "devices.id", "actions.device_id")
    .where("actions.id", "in", ids)
    .select(["actions.id", "actions.device_id", "actions.release_id", "actions.package", "actions.version"])
    .select(["actions.kind", "actions.role", "actions.ring", "actions.asked_by", "devices.number"])
    .execute();
}

/** What others need was planned with them. */
function isPlanned(row: Row): boolean {
  return row.kind === "install" && row.role === null;
}

const withoutNeeds = (row: Row): { row: Row; needed: Needed } => ({ row, needed: { ok: true, steps: [] } });

async function plannedReleases(trx: Db, ids: readonly number[]) {
  return await trx
    .selectFrom("actions")
    .select(["release_id as releaseId", "package", "version"])
    .distinct()
    .where("id", "in", ids)
    .where("kind", "=", "install")
    .where("role", "is", null)
    .execute();
}

async function planAll(trx: Db, planner: Planner, rows: readonly Row[]): Promise<{ row: Row; needed: Needed }[]> {
  const numbers = rows.map((row) => row.number);
  const installed = await planner.installed(trx, numbers);
  const devices = await trx
    .selectFrom("devices")
    .select(["number", "inventory"])
    .where("number", "in", numbers)
    .execute();
  const platforms = new Map(devices.map((each) => [each.number, (JSON.parse(each.inventory) as Inventory).platform]));
  return rows.map((row) => ({ row, needed: planner.needed(platforms.get(row.number)!, installed.get(row.number)!) }));
}

/** Makes what is missing and can be installed at once, unless it is under way already, and hands it out. */
async function letWait(
  trx: Db,
  task: StartedTask,
  waiting: readonly Waiting[],
  nowMs: number,
  aftermath: Aftermath,
): Promise<void> {
  if (waiting.length === 0) return;
  const awaited = new Map<number, number[]>(waiting.map(({ row }) => [row.id, []]));
  const made: number[] = [];
  const next = waiting.flatMap(({ row, steps }) =>
    steps.filter((step) => step.after.length === 0).map((step) => ({ row, step })),
  );
  for (const group of Map.groupBy(next, ({ step, row }) => `${step.releaseId} ${row.ring}`).values()) {
    const [{ step, row }] = group as [(typeof group)[number]];
    const under = await underWay(
      trx,
      step.releaseId,
      group.map((each) => each.row.device_id),
    );
    for (const each of group)
      if (under.has(each.row.device_id)) awaited.get(each.row.id)!.push(under.get(each.row.device_id)!);
    const missing = new Map(
      group.filter((each) => !under.has(each.row.device_id)).map((each) => [each.row.device_id, each.row.id]),
    );
    const part = { releaseId: step.releaseId, package: step.package, version: step.version, kind: "install" as const };
    const place = { state: "scheduled", code: null, ring: row.ring, role: "dependency" } as const;
    for (const action of await insertPart(trx, task, part, [...missing.keys()], place, nowMs)) {
      awaited.get(missing.get(action.device_id)!)!.push(action.id);
      made.push(action.id);
    }
  }
  await nameAskers(trx, waiting, awaited);
  for (const { row, steps } of waiting) {
    const detail = steps.map(idOf).join(", then ");
    await trx
      .updateTable("actions")
      .set({ state: "scheduled", waits_for: JSON.stringify(awaited.get(row.id)), updated_ms: nowMs })
      .set({ reason_code: "dependency-waiting", reason_detail: detail.slice(0, 2000), reason_next: null })
      .where("id", "=", row.id)
      .execute();
  }
  for (const ids of chunksOf([...awaited.keys()])) await serverStep(trx, ids, nowMs);
  await trx
    .updateTable("tasks")
    .set({ expires_ms: nowMs + task.lifeMs })
    .where("id", "=", task.id)
    .where("expires_ms", "<", nowMs + task.lifeMs)
    .execute();
  await handOut(trx, task, made, nowMs, aftermath);
}

/** Installations of a release that are under way on these devices for whatever reason, and wait for no ring and no person. */
async function underWay(trx: Db, releaseId: number, deviceIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await trx
    .selectFrom("actions")
    .select(["id", "device_id"])
    .where("device_id", "in", deviceIds)
    .where("release_id", "=", releaseId)
    .where("kind", "=", "install")
    .where("ended_ms", "is", null)
    .where((eb) =>
      eb.or([
        eb("state", "<>", "scheduled"),
        eb("reason_code", "in", ["retry-waiting", "dependency-waiting"]),
        eb("role", "=", "dependency"),
      ]),
    )
    .orderBy("id")
    .execute();
  return new Map(rows.map((row) => [row.device_id, row.id]));
}

/** What a person asked for waits for nobody, and so does what it needs. */
async function nameAskers(trx: Db, waiting: readonly Waiting[], awaited: ReadonlyMap<number, number[]>): Promise<void> {
  for (const { row } of waiting)
    if (row.asked_by !== null)
      await trx
        .updateTable("actions")
        .set({ asked_by: row.asked_by })
        .where("id", "in", awaited.get(row.id)!)
        .where("role", "=", "dependency")
        .where("state", "=", "scheduled")
        .execute();
}
