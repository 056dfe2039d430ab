import { receive } from "@shoal/core/action/receive";
import { serverMayEnd } from "@shoal/core/action/table";
import { countsAs } from "@shoal/core/rollout/counts-as";
import type { ReasonCode } from "@shoal/protocol/action/reason";
import type { ActionReport } from "@shoal/protocol/action/report";
import { type ActionState, type EndState, isEnd } from "@shoal/protocol/action/state";
import type { ReportsAnswer } from "@shoal/protocol/agent/check-in";
import type { RingBucket } from "@shoal/protocol/rollout/state";
import { say } from "@shoal/protocol/sentence/say";
import type { TaskState } from "@shoal/protocol/task/task";
import { auditStore } from "../audit/store.ts";
import type { Db } from "../db/schema.ts";
import { keepProof, type ProvedAction } from "../device/releases.ts";
import type { NewEvent } from "../event/outbox.ts";
import { settle } from "../rollout/settle.ts";
import { replaceOthers } from "../task/replaced.ts";
import { rollBackLate } from "../task/rollback-late.ts";
import { Aftermath } from "./aftermath.ts";
import { endHere } from "./end-here.ts";
import { tryAgain } from "./try-again.ts";

type Result = ReportsAnswer["results"][number];
interface Action extends ProvedAction {
  task_id: number;
  state: ActionState;
  step: number;
  accepted_ms: number | null;
  ended_ms: number | null;
  ring: number | null;
  counts_as: RingBucket | null;
  attempt: number;
  created_ms: number;
  retry: string | null;
  task_state: TaskState;
  recalled_ms: number | null;
}

type EndReport = ActionReport & { state: EndState };

/** What became of a batch of reports, and what it has changed. */
export interface Received {
  results: Result[];
  aftermath: Aftermath;
}

/**
 * Appends what a device says of its actions. (action, step) is a report's identity: a second copy changes nothing. Steps may
 * be missing (an agent restored from a backup), but what follows must be able to follow. To be run in a transaction.
 */
export async function receiveReports(
  trx: Db,
  device: { id: string; name: string },
  reports: readonly ActionReport[],
  nowMs: number,
): Promise<Received> {
  const results: Result[] = [];
  const aftermath = new Aftermath();
  for (const report of reports) {
    const result = (outcome: Result["outcome"], detail?: string) =>
      results.push({ actionId: report.actionId, step: report.step, outcome, ...(detail ? { detail } : {}) });
    const action = /^\d{1,15}$/.test(report.actionId)
      ? ((await trx
          .selectFrom("actions")
          .innerJoin("tasks", "tasks.id", "actions.task_id")
          .innerJoin("releases", "releases.id", "actions.release_id")
          .select(["actions.id", "actions.task_id", "actions.state", "actions.step", "actions.accepted_ms"])
          .select(["actions.ended_ms", "actions.package", "actions.version", "actions.release_id", "actions.kind"])
          .select(["actions.ring", "actions.counts_as", "actions.attempt", "tasks.retry", "tasks.state as task_state"])
          .select(["actions.created_ms", "releases.recalled_ms"])
          .where("actions.id", "=", Number(report.actionId))
          .where("actions.device_id", "=", device.id)
          .executeTakeFirst()) as Action | undefined)
      : undefined;
    if (!action) {
      result("refused", "this device has no such action");
      continue;
    }
    const known = await trx
      .selectFrom("action_steps")
      .select("id")
      .where("action_id", "=", action.id)
      .where("step", "=", report.step)
      .executeTakeFirst();
    // What was recalled may be taken away, and nothing else.
    const isRecalled = action.recalled_ms !== null && action.kind !== "remove";
    const received = receive(
      { ...action, ended: action.ended_ms !== null, mayGoOn: action.task_state === "running" && !isRecalled },
      report,
      known !== undefined,
    );
    if (received.outcome !== "stored") {
      result(received.outcome, received.outcome === "refused" ? received.detail : undefined);
      continue;
    }
    await appendStep(trx, action, report, nowMs);
    if (received.effect === "passes")
      await trx.updateTable("actions").set({ step: report.step }).where("id", "=", action.id).execute();
    if (received.effect === "moves") {
      await advance(trx, action, report, nowMs);
      aftermath.touched.add(action.task_id);
      aftermath.events.push(eventOf(action, report, device, nowMs));
      if (received.ends && isEnd(report.state))
        await ended(trx, action, { ...report, state: report.state }, device.id, nowMs, aftermath);
      if (received.mayTryAgain) await tryAgain(trx, action, report.reason, nowMs, aftermath);
    }
    result("stored");
  }
  await settle(trx, aftermath, nowMs);
  return { results, aftermath };
}

/** It was so before anything was done. */
const FOUND: ReadonlySet<ReasonCode | undefined> = new Set(["already-installed", "already-removed"]);

/** An end is audited and counted. */
async function ended(
  trx: Db,
  action: Action,
  report: EndReport,
  deviceId: string,
  nowMs: number,
  aftermath: Aftermath,
): Promise<void> {
  // What an earlier attempt has begun, a later one may only find.
  const found = action.attempt === 1 && FOUND.has(report.reason?.code);
  const changed = await keepProof(trx, deviceId, action, report.state, nowMs, found);
  const back = changed && report.state === "succeeded" && (await rollBackLate(trx, action, deviceId, nowMs, aftermath));
  if (!back && action.kind === "install" && report.state === "succeeded")
    await replaceOthers(trx, action, deviceId, nowMs, aftermath);
  await auditEnd(trx, action, report, deviceId, nowMs);
  const { id, task_id: taskId, ring, counts_as: from } = action;
  if (ring !== null && from !== null) {
    const to = countsAs(from, report.state);
    aftermath.moved({ taskId, ring, from, to, count: 1 });
    if (to !== from) await trx.updateTable("actions").set({ counts_as: to }).where("id", "=", id).execute();
  }
  aftermath.ended.add(id);
}

async function appendStep(trx: Db, action: Action, report: ActionReport, nowMs: number): Promise<void> {
  await trx
    .insertInto("action_steps")
    .values({
      action_id: action.id,
      step: report.step,
      by: "agent",
      state: report.state,
      at_ms: report.atMs,
      received_ms: nowMs,
      reason_code: report.reason?.code ?? null,
      reason_detail: report.reason?.detail ?? null,
      reason_next: report.reason?.next ?? null,
      result: report.result ? JSON.stringify(report.result) : null,
    })
    .execute();
}

/** The action itself moves on with its newest step. */
async function advance(trx: Db, action: Action, report: ActionReport, nowMs: number): Promise<void> {
  const { bytes } = report;
  const acceptedMs = action.accepted_ms ?? report.atMs;
  await trx
    .updateTable("actions")
    .set({
      state: report.state,
      step: report.step,
      updated_ms: nowMs,
      accepted_ms: acceptedMs,
      reason_code: report.reason?.code ?? null,
      reason_detail: report.reason?.detail ?? null,
      reason_next: report.reason?.next ?? null,
      ...(report.variantId ? { variant_id: report.variantId } : {}),
      ...(report.result?.exitCode === undefined ? {} : { exit_code: report.result.exitCode }),
      ...(report.result ? { install_ms: report.result.durationMs } : {}),
      ...(report.deferrals ? { deferrals: report.deferrals } : {}),
      // By the device's own clock: the report may have waited for days.
      ...(isEnd(report.state) ? { ended_ms: nowMs, duration_ms: Math.max(0, report.atMs - acceptedMs) } : {}),
      ...(bytes
        ? {
            bytes_cache: bytes.cache,
            bytes_patch: bytes.patch,
            bytes_patch_saved: bytes.patchSaved,
            bytes_multicast: bytes.multicast,
            bytes_peer: bytes.peer,
            bytes_site: bytes.site,
            bytes_origin: bytes.origin,
            bytes_push: bytes.push,
          }
        : {}),
    })
    .where("id", "=", action.id)
    .execute();
}

function eventOf(action: Action, report: ActionReport, device: { id: string; name: string }, nowMs: number): NewEvent {
  return {
    atMs: nowMs,
    kind: "action.step",
    subject: `action:${action.id}`,
    data: {
      actionId: String(action.id),
      taskId: String(action.task_id),
      deviceId: device.id,
      device: device.name,
      state: report.state,
      step: report.step,
      ...(report.reason ? { reason: report.reason } : {}),
      ...(report.variantId ? { variantId: report.variantId } : {}),
      ...(report.deferrals ? { deferrals: report.deferrals } : {}),
      ...(report.bytes ? { bytes: report.bytes } : {}),
    },
  };
}

async function auditEnd(trx: Db, action: Action, report: EndReport, deviceId: string, nowMs: number): Promise<void> {
  await auditStore(trx).append({
    atMs: nowMs,
    actor: `device:${deviceId}`,
    what: `action.${report.state}`,
    subject: `action:${action.id}`,
    detail: {
      task: action.task_id,
      package: action.package,
      version: action.version,
      ...(report.reason ? { reason: report.reason.code, detail: report.reason.detail } : {}),
    },
  });
}

/**
 * Actions whose life is over, where no agent can say so: `assigned` ones end here, and what nobody asked for. To be run inside a
 * transaction.
 */
export async function expireActions(trx: Db, nowMs: number): Promise<Aftermath> {
  const rows = await trx
    .selectFrom("actions")
    .innerJoin("assignments", (join) =>
      join
        .onRef("assignments.device_id", "=", "actions.device_id")
        .onRef("assignments.action_id", "=", "actions.id")
        .on("assignments.order_kind", "=", "start"),
    )
    .where("actions.ended_ms", "is", null)
    .where("assignments.expires_ms", "<=", nowMs)
    .select(["actions.id", "actions.task_id", "actions.state", "actions.device_id"])
    .limit(5000)
    .execute();
  const mine = rows.filter((row) => serverMayEnd(row.state));
  const aftermath = await expireThese(trx, mine, { code: "expired", detail: say("not-fetched-in-time") }, nowMs);
  for (const { waits, detail } of UNGIVEN) {
    const over = await expireThese(trx, await ungivenOver(trx, waits, nowMs), { code: "expired", detail }, nowMs);
    aftermath.events.push(...over.events);
    for (const deviceId of over.deviceIds) aftermath.deviceIds.add(deviceId);
  }
  return aftermath;
}

/** What no assignment was made for, so that only its task's life says when it is over. */
const UNGIVEN = [
  { waits: "offered", detail: say("not-asked-in-time") },
  { waits: "dependency-waiting", detail: say("needs-not-in-time") },
] as const;

/** Ends open actions as expired, with what follows from it. To be run inside a transaction. @returns what to tell after it */
export async function expireThese(
  trx: Db,
  actions: readonly { id: number; task_id: number; device_id: string }[],
  reason: { code: ReasonCode; detail: string },
  nowMs: number,
): Promise<Aftermath> {
  const aftermath = new Aftermath();
  const ids = actions.map((row) => row.id);
  await endHere(trx, ids, { state: "expired", ...reason }, nowMs, aftermath);
  for (const { id, task_id, device_id } of actions) {
    const data = { actionId: String(id), taskId: String(task_id), deviceId: device_id, state: "expired", step: 0 };
    aftermath.events.push({ atMs: nowMs, kind: "action.step", subject: `action:${id}`, data });
  }
  await settle(trx, aftermath, nowMs);
  return aftermath;
}

async function ungivenOver(trx: Db, waits: (typeof UNGIVEN)[number]["waits"], nowMs: number) {
  return await trx
    .selectFrom("actions")
    .innerJoin("tasks", "tasks.id", "actions.task_id")
    .where("tasks.state", "=", "running")
    .where("tasks.expires_ms", "<=", nowMs)
    .where("actions.state", "=", "scheduled")
    .where("actions.reason_code", "=", waits)
    .select(["actions.id", "actions.task_id", "actions.device_id"])
    .limit(5000)
    .execute();
}
