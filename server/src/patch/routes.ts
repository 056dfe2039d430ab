import { PatchOffers } from "@shoal/protocol/agent/check-in";
import { Digest } from "@shoal/protocol/content/digest";
import Type from "typebox";
import { type App, PROBLEMS } from "../http/app.ts";
import type { Services } from "../http/services.ts";
import type { PatchStore } from "./patch-store.ts";

const From = Type.String({
  pattern: "^[0-9a-f]{64}(,[0-9a-f]{64}){0,15}$",
  description: "Digests of blobs that the device holds, separated by commas",
});

export function patchRoutes(app: App, { hooks }: Pick<Services, "hooks">, patches: PatchStore): void {
  app.get(
    "/agent/v1/blobs/:digest/patches",
    {
      preHandler: hooks.requireAny,
      schema: {
        operationId: "getPatchOffers",
        tags: ["agent"],
        summary: "Patches that make this blob out of one that the device holds, the smallest first",
        params: Type.Object({ digest: Digest }),
        querystring: Type.Object({ from: From }, { additionalProperties: false }),
        response: { 200: PatchOffers, ...PROBLEMS },
      },
    },
    async (request) => {
      const from = [...new Set(request.query.from.split(","))];
      return { patches: await patches.offers(request.params.digest, from) };
    },
  );
}
