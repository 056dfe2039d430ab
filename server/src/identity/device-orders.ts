import { DeviceRevoke, DeviceRevoked } from "@shoal/protocol/api/identity";
import { IdParams } from "@shoal/protocol/api/page";
import { say } from "@shoal/protocol/sentence/say";
import Type from "typebox";
import { findDevice } from "../device/find.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import { entryOf, type Services } from "../http/services.ts";
import { type RevocationParts, releaseDevice, revokeDevice } from "./revocation.ts";

/** What an operator says of a device that is known: away with it, or let it go on. */
export function deviceOrderRoutes(app: App, services: Services, parts: RevocationParts): void {
  const { hooks, now } = services;
  const tags = ["devices"];

  app.post(
    "/api/v1/devices/:id/revoke",
    {
      preValidation: hooks.may("device.revoke", "groups"),
      schema: {
        operationId: "revokeDevice",
        tags,
        summary: "Refuses a device everything from now on; its connections end, and so does what is open on it",
        params: IdParams,
        body: DeviceRevoke,
        response: { 200: DeviceRevoked, ...PROBLEMS },
      },
    },
    async (request) => {
      const device = await findDevice(services, request, request.params.id);
      if (device.revokedMs !== undefined)
        throw new Refusal("conflict", say("device-revoked-before", { device: device.name }));
      const { what: _what, subject: _subject, ...by } = entryOf(request, now(), "device.revoked", "");
      const ended = await revokeDevice(services, parts, device, by, request.body.reason);
      return { id: device.id, name: device.name, ended };
    },
  );
  app.post(
    "/api/v1/devices/:id/release",
    {
      preValidation: hooks.may("device.revoke", "groups"),
      schema: {
        operationId: "releaseDevice",
        tags,
        summary: "Lets a device go on of which two holders were seen: the copy is gone, or has enrolled anew",
        params: IdParams,
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const device = await findDevice(services, request, request.params.id);
      if (device.quarantinedMs === undefined)
        throw new Refusal("conflict", say("device-not-quarantined", { device: device.name }));
      const { what: _what, subject: _subject, ...by } = entryOf(request, now(), "device.released", "");
      await releaseDevice(services, parts.standings, device, by);
      reply.code(204);
      return null;
    },
  );
}
