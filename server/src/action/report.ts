import { mayFollow, serverMayEnd } from "@shoal/core/action/table";
import type { ActionReport } from "@shoal/protocol/action/report";
import { type ActionState, isEnd } from "@shoal/protocol/action/state";
import type { ReportsAnswer } from "@shoal/protocol/agent/check-in";
import { auditStore } from "../audit/store.ts";
import type { Db } from "../db/schema.ts";
import type { NewEvent } from "../event/outbox.ts";
import { taskStore } from "../task/store.ts";
import { endHere } from "./end-here.ts";

type Result = ReportsAnswer["results"][number];
interface Action {
  id: number;
  task_id: number;
  state: ActionState;
  step: number;
  accepted_ms: number | null;
  ended_ms: number | null;
  package: string;
  version: string;
}

/** What a batch of reports has changed. */
export interface Received {
  results: Result[];
  events: NewEvent[];
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
  const received: Received = { results: [], events: [] };
  const touched = new Set<number>();
  for (const report of reports) {
    const result = (outcome: Result["outcome"], detail?: string) =>
      received.results.push({ actionId: report.actionId, step: report.step, outcome, ...(detail ? { detail } : {}) });
    const action = /^\d{1,15}$/.test(report.actionId)
      ? ((await trx
          .selectFrom("actions")
          .select(["id", "task_id", "state", "step", "accepted_ms", "ended_ms", "package", "version"])
          .where("id", "=", Number(report.actionId))
          .where("device_id", "=", device.id)
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
    if (known) {
      result("known");
      continue;
    }
    const refusal = refuse(action, report);
    if (refusal) {
      result("refused", refusal);
      continue;
    }
    await appendStep(trx, action, report, nowMs);
    if (await advance(trx, action, report, nowMs)) {
      touched.add(action.task_id);
      received.events.push(eventOf(action, report, device, nowMs));
      if (isEnd(report.state)) await auditEnd(trx, action, report, device.id, nowMs);
    }
    result("stored");
  }
  await finishTasks(trx, [...touched], received, nowMs);
  return received;
}

function refuse(action: Action, report: ActionReport): string | undefined {
  if (report.state === "scheduled" || report.state === "assigned") return `an agent does not say ${report.state}`;
  // What the server ended by itself (cancelled, expired) may turn out to have gone on: the agent's own steps are the truth.
  const endedByServer = action.ended_ms !== null && ["cancelled", "superseded", "expired"].includes(action.state);
  if (action.ended_ms !== null && !endedByServer) return `the action has ended: ${action.state}`;
  if (!endedByServer && report.step === action.step + 1 && !mayFollow(action.state, report.state))
    return `${report.state} cannot follow ${action.state}`;
  return undefined;
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

/** The action itself moves on with its newest step. @returns whether it did */
async function advance(trx: Db, action: Action, report: ActionReport, nowMs: number): Promise<boolean> {
  if (report.step <= action.step) return false;
  // Ended here, but the agent only says where it was on its way: that is a step, not another end.
  if (action.ended_ms !== null && !isEnd(report.state)) {
    await trx.updateTable("actions").set({ step: report.step }).where("id", "=", action.id).execute();
    return false;
  }
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
  return true;
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

async function auditEnd(trx: Db, action: Action, report: ActionReport, deviceId: string, nowMs: number): Promise<void> {
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

async function finishTasks(trx: Db, taskIds: readonly number[], received: Received, nowMs: number): Promise<void> {
  const tasks = taskStore(trx);
  for (const id of await tasks.done(taskIds)) {
    await tasks.setState(id, "finished", nowMs);
    await auditStore(trx).append({ atMs: nowMs, actor: "server", what: "task.finished", subject: `task:${id}` });
    received.events.push({ atMs: nowMs, kind: "task.finished", subject: `task:${id}`, data: { taskId: String(id) } });
  }
}

/**
 * Actions whose task's life is over, where no agent can say so: `assigned` ones end here, and what nobody asked for. @returns the
 * tasks concerned
 */
export async function expireActions(trx: Db, nowMs: number): Promise<NewEvent[]> {
  const rows = await trx
    .selectFrom("actions")
    .innerJoin("assignments", "assignments.action_id", "actions.id")
    .where("assignments.order_kind", "=", "start")
    .where("actions.ended_ms", "is", null)
    .where("assignments.expires_ms", "<=", nowMs)
    .select(["actions.id", "actions.task_id", "actions.state", "actions.device_id"])
    .limit(5000)
    .execute();
  const offered = await trx
    .selectFrom("actions")
    .innerJoin("tasks", "tasks.id", "actions.task_id")
    .where("tasks.state", "=", "running")
    .where("tasks.expires_ms", "<=", nowMs)
    .where("actions.state", "=", "scheduled")
    .where("actions.reason_code", "=", "offered")
    .select(["actions.id", "actions.task_id", "actions.state", "actions.device_id"])
    .limit(5000)
    .execute();
  const mine = [...rows.filter((row) => serverMayEnd(row.state)), ...offered];
  for (const { id, state } of mine) {
    const detail =
      state === "scheduled" ? "nobody at the device asked for it in time" : "the device did not come for it in time";
    await endHere(trx, id, { state: "expired", code: "expired", detail }, nowMs);
  }
  const received: Received = {
    results: [],
    events: mine.map((row) => ({
      atMs: nowMs,
      kind: "action.step",
      subject: `action:${row.id}`,
      data: {
        actionId: String(row.id),
        taskId: String(row.task_id),
        deviceId: row.device_id,
        state: "expired",
        step: 0,
      },
    })),
  };
  await finishTasks(trx, [...new Set(mine.map((row) => row.task_id))], received, nowMs);
  return received.events;
}
