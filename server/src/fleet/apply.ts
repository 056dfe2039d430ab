import { randomBytes } from "node:crypto";
import { canonical } from "@shoal/core/fleet/changes";
import { groupsNamedBy, inOrder } from "@shoal/core/fleet/order";
import type { FleetApplySpec, FleetPlan, FleetPlanItem } from "@shoal/protocol/api/fleet-plan";
import type { FleetObject } from "@shoal/protocol/fleet/object";
import { Aftermath } from "../action/aftermath.ts";
import { tell } from "../agent/tell.ts";
import { actorOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { scopeAt } from "../query/scope.ts";
import { settle } from "../rollout/settle.ts";
import type { SettingsIndex } from "../settings/settings-index.ts";
import type { Orders } from "../task/orders.ts";
import { refuseCycles } from "./cycles.ts";
import { kindOf } from "./kinds.ts";
import { planOf } from "./plan.ts";
import { attempt, type FleetProblem, problemOf, refuseProblems } from "./problems.ts";
import { prune } from "./prune.ts";
import { refuseLacking } from "./refuse-lacking.ts";
import { overrides } from "./refuse-managed.ts";
import type { Run } from "./run.ts";
import { fleetStore, type StoredObject } from "./store.ts";

/** What an apply needs besides what every order to a task does. */
export interface FleetOrders extends Orders {
  settings: SettingsIndex;
}

/** Ends a transaction that was only a question. */
class Undone extends Error {
  readonly plan: FleetPlan;

  constructor(plan: FleetPlan) {
    super("a dry run");
    this.plan = plan;
  }
}

/**
 * Makes the fleet what files say it is, whole or not at all. A dry run does the very same and takes it back, so that it warns of
 * everything that the real one would refuse.
 * @throws Refusal with everything that is wrong
 */
export async function applyFleet(orders: FleetOrders, spec: FleetApplySpec): Promise<FleetPlan> {
  const applyId = randomBytes(8).toString("hex");
  const nowMs = orders.now();
  const run: Omit<Run, "trx" | "stored"> = {
    orders: {
      ...orders,
      audit: (trx, request, what, subject, detail) =>
        orders.audit(trx, request, what, subject, { ...detail, apply: applyId, source: spec.source }),
    },
    scope: scopeAt(nowMs, orders.hub),
    settings: orders.settings,
    aftermath: new Aftermath(),
    hit: new Set(),
    reassigned: new Set(),
    setsChanged: new Set(),
    assignedBy: new Map(),
    attributedBy: new Map(),
  };
  try {
    const plan = await orders.db.transaction().execute(async (trx) => {
      const made = await carryOut(trx, run, spec);
      if (spec.plan !== undefined && spec.plan !== made.digest)
        throw new Refusal("plan-changed", "what it would do now differs from what was shown");
      if (spec.dryRun) throw new Undone(made);
      const { counts, devices } = made;
      const detail = { revision: spec.revision, counts, devices };
      await run.orders.audit(trx, orders.request, "fleet.applied", `fleet:${spec.source}`, detail);
      await orders.outbox.add(trx, [
        { atMs: nowMs, kind: "fleet.applied", subject: `fleet:${spec.source}`, data: { apply: applyId, ...detail } },
      ]);
      return { ...made, applyId };
    });
    await tellAll(orders, run);
    return plan;
  } catch (error) {
    if (error instanceof Undone) return error.plan;
    throw error;
  }
}

async function carryOut(trx: Db, before: Omit<Run, "trx" | "stored">, spec: FleetApplySpec): Promise<FleetPlan> {
  const { objects, source, revision } = spec;
  const store = fleetStore(trx);
  const known = new Map((await store.list()).map((each) => [`${each.kind} ${each.name}`, each]));
  const stored: Run["stored"] = (kind, name) => known.get(`${kind} ${name}`);
  const run: Run = { ...before, trx, stored };
  const by = { appliedBy: actorOf(run.orders.request.caller), appliedMs: run.scope.nowMs };
  const managed = { source, ...(revision === undefined ? {} : { revision }), ...by };
  const problems: FleetProblem[] = [];
  const items: FleetPlanItem[] = [];
  const seen = new Set<string>();
  await refuseCycles(trx, objects, problems);
  for (const { at, object } of inOrder(objects)) {
    const key = `${object.kind} ${object.name}`;
    const done = await attempt(trx, async () => {
      if (seen.has(key)) throw new Refusal("conflict", `${key} is declared twice`);
      seen.add(key);
      const before = stored(object.kind, object.name);
      refuseOther(run, object, before, source);
      const { taskId, byHand, ...outcome } = await kindOf(object.kind).apply(run, object);
      await refuseLacking(run, object.kind, outcome);
      const takesOver = ownerBefore(before, source, byHand === true && outcome.verb !== "create");
      await store.put({ kind: object.kind, name: object.name, managed, spec: object, taskId });
      return {
        kind: object.kind,
        name: object.name,
        object: at,
        ...outcome,
        ...(takesOver === undefined ? {} : { takesOver }),
        ...(isDrift(before, object, outcome) ? { drift: true } : {}),
        ...(before ? { managed: before.managed } : {}),
        ...(taskId === undefined ? {} : { taskId: String(taskId) }),
      };
    });
    if (!(done instanceof Refusal)) items.push(done);
    else if (!follows(done, object, problems) && !problems.some((each) => each.object === at))
      problems.push(problemOf(done, object, at, object));
  }
  items.sort((a, b) => (a.object ?? 0) - (b.object ?? 0));
  if (spec.prune) items.push(...(await prune(run, spec, problems)));
  refuseProblems(problems);
  await settle(trx, run.aftermath, run.scope.nowMs);
  await run.orders.outbox.add(trx, run.aftermath.events);
  return planOf(spec, items, run.hit.size);
}

/** That a group is not there is no problem of its own, where that is because the group was refused. */
function follows({ code }: Refusal, object: FleetObject, problems: readonly FleetProblem[]): boolean {
  if (code !== "query-invalid" && code !== "not-found") return false;
  const refused = new Set(problems.filter(({ kind }) => kind === "group").map(({ name }) => name));
  return groupsNamedBy(object).some((name) => refused.has(name));
}

/** @throws Refusal where files of another source manage it */
function refuseOther(run: Run, { kind, name }: FleetObject, before: StoredObject | undefined, source: string): void {
  if (!before || before.managed.source === source || overrides(run.orders.request)) return;
  throw new Refusal(
    "managed-by-files",
    `${kind} ${name} is managed by ${before.managed.source}: take it out of those files, or --override to take it over`,
  );
}

function ownerBefore(before: StoredObject | undefined, source: string, byHand: boolean): string | undefined {
  if (!before) return byHand ? "made by hand" : undefined;
  return before.managed.source === source ? undefined : `source ${before.managed.source}`;
}

/** The files say what they said before, and yet there is something to do: somebody has changed it on the server. */
function isDrift(
  before: StoredObject | undefined,
  object: FleetObject,
  { verb, changes }: Pick<FleetPlanItem, "verb" | "changes">,
): boolean {
  if (!before || verb === "same" || object.kind === "task") return false;
  return canonical(before.spec) === canonical(object) && (verb === "create" || changes.length > 0);
}

/** After the commit: memory is read anew, devices are rung, readers of events woken. */
async function tellAll(orders: FleetOrders, run: Pick<Run, "setsChanged" | "reassigned" | "aftermath">): Promise<void> {
  const { settings, hub, outbox, assignments } = orders;
  if (run.setsChanged.size > 0) await settings.loadSets();
  if (run.reassigned.size > 0) await settings.refresh([...run.reassigned]);
  const sets = [...run.setsChanged];
  hub.ring([...hub.online()].filter((id) => run.reassigned.has(id) || sets.some((set) => settings.has(id, set))));
  await tell(orders, assignments, run.aftermath);
  await outbox.publish();
}
