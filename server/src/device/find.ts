import type { DeviceDetail } from "@shoal/protocol/api/device";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyRequest } from "fastify";
import { boundsOf } from "../auth/hooks.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { scopeAt } from "../query/scope.ts";
import { withinBounds } from "../query/within.ts";
import type { Unjudged } from "./presence.ts";
import { deviceStore } from "./store.ts";

/**
 * The device that a request names by its id or name, among those that there are for the caller: another one is as little there as one
 * that does not exist. @throws Refusal where there is none, or more than one
 */
export async function findDevice(
  { db, hub, now }: Pick<Services, "db" | "hub" | "now">,
  request: FastifyRequest,
  id: string,
): Promise<Unjudged<DeviceDetail>> {
  const within = await withinBounds(db, boundsOf(request), scopeAt(now(), hub));
  const device = await deviceStore(db, (each) => hub.isOnline(each)).find(id, within);
  if (!device) throw new Refusal("not-found", say("device-unknown", { list: id }));
  return device;
}
