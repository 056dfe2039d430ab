import type { RolloutOrder } from "@shoal/core/rollout/messages";
import { whyNot } from "@shoal/core/rollout/why-not";
import { say } from "@shoal/protocol/sentence/say";
import { actorOf, operatorOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { entryOf } from "../http/services.ts";
import type { OperatorCaller } from "../operator/credentials.ts";
import { carryOut, type Orders } from "../task/orders.ts";
import { feed } from "./settle.ts";
import { rolloutStore } from "./store.ts";

/** Carries out a person's order to a rollout. @throws Refusal where it cannot be, with what is possible instead */
export async function orderRollout(orders: Orders, taskId: number, order: RolloutOrder): Promise<void> {
  const { request } = orders;
  const by = actorOf(request.caller);
  await carryOut(orders, async (trx, nowMs, aftermath) => {
    // Asked inside the transaction: two people may order at once.
    const rollout = await rolloutStore(trx).load(taskId);
    if (!rollout) throw new Refusal("conflict", say("no-rollout", { id: taskId }));
    const refusal = whyNot(rollout.plan, rollout.state, order, by);
    if (refusal) throw new Refusal("conflict", refusal);
    if (order === "approve") await refuseSame(trx, taskId, operatorOf(request));
    await feed(trx, taskId, [{ type: order, by }], nowMs, aftermath, (what, detail) =>
      entryOf(request, nowMs, what, `task:${taskId}`, detail),
    );
  });
}

/** A token of one's own is nobody else. @throws Refusal where whoever started the rollout is behind this too */
async function refuseSame(trx: Db, taskId: number, { person, actor }: OperatorCaller): Promise<void> {
  const task = await trx.selectFrom("tasks").select("started_person").where("id", "=", taskId).executeTakeFirst();
  if (task?.started_person === person) throw new Refusal("conflict", say("who-stands", { actor }));
}
