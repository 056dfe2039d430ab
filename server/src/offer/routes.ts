import { Offer, OfferAsk, Offers } from "@shoal/protocol/agent/offer";
import { IdParams } from "@shoal/protocol/api/page";
import { Aftermath } from "../action/aftermath.ts";
import type { AssignmentIndex } from "../agent/assignment-index.ts";
import { tell } from "../agent/tell.ts";
import { deviceOf } from "../auth/hooks.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { settle } from "../rollout/settle.ts";
import { assignOffers } from "./assign.ts";
import { offerStore, type StoredOffer } from "./store.ts";

/** What people at a device may ask for, and that one of them does. */
export function offerRoutes(app: App, services: Services, assignments: AssignmentIndex): void {
  const { db, hooks, now, outbox } = services;
  const tags = ["agent"];

  app.get(
    "/agent/v1/offers",
    {
      onRequest: hooks.requireDevice,
      schema: {
        operationId: "listOffers",
        tags,
        summary: "What a person at this device may ask for",
        response: { 200: Offers, ...PROBLEMS },
      },
    },
    async (request) => ({ items: (await offerStore(db).of(deviceOf(request))).map(toOffer) }),
  );
  app.post(
    "/agent/v1/offers/:id/ask",
    {
      onRequest: hooks.requireDevice,
      schema: {
        operationId: "askForOffer",
        tags,
        summary: "A person at this device asks for it: it is an order from now on",
        params: IdParams,
        body: OfferAsk,
        response: { 200: Offer, ...PROBLEMS },
      },
    },
    async (request) => {
      const deviceId = deviceOf(request);
      const nowMs = now();
      const { person } = request.body;
      const { offer, aftermath } = await db.transaction().execute(async (trx) => {
        const offer = (await offerStore(trx).of(deviceId)).find((each) => each.actionId === request.params.id);
        if (!offer) throw new Refusal("not-on-offer", `action ${request.params.id} is not on offer for this device`);
        const aftermath = new Aftermath();
        await assignOffers(trx, [offer.id], { code: "asked-for", person }, nowMs, aftermath);
        const { id, taskId, package: name, version } = offer;
        const detail = { task: taskId, package: name, version, person };
        await services.audit(trx, request, "action.asked-for", `action:${id}`, detail);
        const data = { actionId: String(id), taskId: String(taskId), deviceId, state: "assigned", step: 0, person };
        aftermath.events.push({ atMs: nowMs, kind: "action.step", subject: `action:${id}`, data });
        await settle(trx, aftermath, nowMs);
        await outbox.add(trx, aftermath.events);
        return { offer, aftermath };
      });
      await tell(services, assignments, aftermath);
      return toOffer(offer);
    },
  );
}

function toOffer({ id: _id, taskId: _task, ...offer }: StoredOffer): Offer {
  return offer;
}
