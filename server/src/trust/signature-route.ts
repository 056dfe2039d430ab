import { ReleaseSignature } from "@shoal/protocol/api/trust";
import { say } from "@shoal/protocol/sentence/say";
import Type from "typebox";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { releaseStore } from "../release/store.ts";
import { signatureOf } from "./signed.ts";

const At = Type.Object({ name: Type.String({ maxLength: 64 }), version: Type.String({ maxLength: 64 }) });

export function signatureRoute(app: App, { db, hooks }: Pick<Services, "db" | "hooks">): void {
  app.get(
    "/api/v1/packages/:name/releases/:version/signature",
    {
      preValidation: hooks.may("package.read"),
      schema: {
        operationId: "getReleaseSignature",
        tags: ["packages"],
        summary:
          "Who signs for a release now: role, keys, threshold, until when; absent where its publisher took it out",
        params: At,
        response: {
          200: Type.Object({ signature: Type.Optional(ReleaseSignature) }, { additionalProperties: false }),
          ...PROBLEMS,
        },
      },
    },
    async ({ params: { name, version } }) => {
      const found = await releaseStore(db).find(name, version);
      if (!found) throw new Refusal("not-found", say("names-release", { name, version }));
      const signature = await signatureOf(db, found);
      return signature ? { signature } : {};
    },
  );
}
