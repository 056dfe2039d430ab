import { say } from "@shoal/protocol/sentence/say";
import type { TaskSpec } from "@shoal/protocol/task/task";
import { actorOf } from "../auth/hooks.ts";
import { refuseChannel } from "../channel/refuse.ts";
import type { Db } from "../db/schema.ts";
import { groupStore } from "../group/store.ts";
import { Refusal } from "../http/refusal.ts";
import type { QueryScope } from "../query/scope.ts";
import { refuseRecalled } from "../release/refuse-recalled.ts";
import { releaseStore, type StoredRelease } from "../release/store.ts";
import { ringMembers } from "../rollout/members.ts";
import { refuseOverride } from "../settings/refuse.ts";
import { approvalStore } from "./approval.ts";
import { refuseEverything } from "./confirm.ts";
import type { Orders } from "./orders.ts";
import { taskStore } from "./store.ts";
import { targeted } from "./targets.ts";
import { refuseUrgency } from "./urgency.ts";

/** @throws Refusal where it is not there, or was recalled, or what is to be done with it cannot be */
export async function releaseFor(db: Db, spec: TaskSpec): Promise<StoredRelease> {
  const release = await releaseStore(db).find(spec.package, spec.version);
  if (!release) throw new Refusal("not-found", say("names-release", { name: spec.package, version: spec.version }));
  refuseRecalled(release, spec.kind);
  await refuseChannel(db, spec);
  if (spec.keep && spec.kind !== "install")
    throw new Refusal(
      "bad-request",
      say("of-variant", { variant: "body/keep", why: say("keeps-installed", { kind: spec.kind }) }),
    );
  return release;
}

/** Makes a task inside a transaction; nothing is sent before it is started. @returns its number @throws Refusal where it cannot be */
export async function addDraft(
  trx: Db,
  { outbox, request, audit }: Pick<Orders, "outbox" | "request" | "audit">,
  spec: TaskSpec,
  scope: QueryScope,
): Promise<number> {
  const { nowMs } = scope;
  const releaseId = await refuseDraft(trx, spec, scope);
  const made = await taskStore(trx).add(spec, releaseId, { nowMs, actor: actorOf(request.caller) });
  await audit(trx, request, "task.created", `task:${made}`, { ...spec });
  await outbox.add(trx, [
    { atMs: nowMs, kind: "task.created", subject: `task:${made}`, data: { taskId: String(made) } },
  ]);
  return made;
}

/** @returns the number of its release @throws Refusal where a task cannot be so */
export async function refuseDraft(trx: Db, spec: TaskSpec, scope: QueryScope): Promise<number> {
  const release = await releaseFor(trx, spec);
  refuseUrgency(spec, scope.nowMs, spec.lifeMs);
  const { settings, targets, confirm, rings } = spec;
  // Asked once, so that what is wrong with a query or a group is told where it is written.
  await targeted(trx, targets, scope);
  for (const group of targets.within ?? [])
    if (!(await groupStore(trx).find(group))) throw new Refusal("not-found", say("names-group", { name: group }));
  await refuseEverything(trx, targets, scope, confirm);
  await refuseOverride(trx, settings, targets, scope);
  // Which devices a ring has depends on the task's number, but not how many.
  if (rings) await ringMembers(trx, rings, targets, 0, scope);
  return release.id;
}

/**
 * Makes a draft another one, inside a transaction; its number and who made it stay. Whoever was asked to agree to what it was has to be asked
 * anew. @param before what it was, for the trail @throws Refusal where it was started, or cannot be so
 */
export async function changeDraft(
  trx: Db,
  { outbox, request, audit }: Pick<Orders, "outbox" | "request" | "audit">,
  id: number,
  { confirm, ...spec }: TaskSpec,
  before: unknown,
  scope: QueryScope,
): Promise<void> {
  const { state } = await trx.selectFrom("tasks").select("state").where("id", "=", id).executeTakeFirstOrThrow();
  if (state !== "draft" && state !== "awaiting-approval")
    throw new Refusal("conflict", say("only-draft", { id, state }));
  const releaseId = await refuseDraft(trx, { ...spec, ...(confirm === undefined ? {} : { confirm }) }, scope);
  const askedBy = await approvalStore(trx).drop(id);
  if (askedBy !== undefined) await audit(trx, request, "task.approval-void", `task:${id}`, { askedBy });
  await taskStore(trx).replaceDraft(id, spec, releaseId);
  await audit(trx, request, "task.changed", `task:${id}`, { ...spec, before });
  await outbox.add(trx, [
    { atMs: scope.nowMs, kind: "task.changed", subject: `task:${id}`, data: { taskId: String(id) } },
  ]);
}
