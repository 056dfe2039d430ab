import { PatchOffers } from "@shoal/protocol/agent/check-in";
import { Digest } from "@shoal/protocol/content/digest";
import Type from "typebox";
import { deviceOf } from "../auth/hooks.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import type { Services } from "../http/services.ts";
import type { Reach } from "../identity/reach.ts";
import type { PatchStore } from "./patch-store.ts";

const From = Type.String({
  pattern: "^[0-9a-f]{64}(,[0-9a-f]{64}){0,15}$",
  description: "Digests of blobs that the device holds, separated by commas",
});

export function patchRoutes(app: App, { hooks }: Pick<Services, "hooks">, patches: PatchStore, reach: Reach): void {
  const params = Type.Object({ digest: Digest });
  const querystring = Type.Object({ from: From }, { additionalProperties: false });
  const response = { 200: PatchOffers, ...PROBLEMS };
  const offers = async (target: string, from: string) => ({
    patches: await patches.offers(target, [...new Set(from.split(","))]),
  });

  app.get(
    "/agent/v1/blobs/:digest/patches",
    {
      onRequest: hooks.requireDevice,
      schema: {
        operationId: "getPatchOffers",
        tags: ["agent"],
        summary: "Patches that make this blob out of one that the device holds, the smallest first",
        params,
        querystring,
        response,
      },
    },
    async (request) => {
      const { digest } = request.params;
      const mine = await reach.blob(deviceOf(request), digest);
      return mine ? await offers(digest, request.query.from) : { patches: [] };
    },
  );
  app.get(
    "/api/v1/blobs/:digest/patches",
    {
      preValidation: hooks.may("package.read"),
      schema: {
        operationId: "listPatches",
        tags: ["content"],
        summary: "Patches that make this blob out of one of these, the smallest first",
        params,
        querystring,
        response,
      },
    },
    async (request) => await offers(request.params.digest, request.query.from),
  );
}
