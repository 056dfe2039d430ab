import { checkRelations } from "@shoal/core/package/check-relations";
import { RelationsCheck, RelationsSpec } from "@shoal/protocol/api/package";
import type { Release } from "@shoal/protocol/package/release";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { secretProblems } from "../secret/refuse.ts";
import { relationProblems } from "./publish.ts";

/** So that nobody uploads gigabytes of a release that would be refused. */
export function checkRoute(app: App, { db, hooks }: Pick<Services, "db" | "hooks">): void {
  app.post(
    "/api/v1/releases/check",
    {
      preValidation: hooks.may("package.read"),
      schema: {
        operationId: "checkRelations",
        tags: ["packages"],
        summary: "Whether what a release needs of others is there, and the secrets that it may use; changes nothing",
        body: RelationsSpec,
        response: { 200: RelationsCheck, ...PROBLEMS },
      },
    },
    async (request) => {
      const { package: name, version, dependencies, secrets = [] } = request.body;
      const release: Release = { format: 1, name, version, publisher: "", description: "", dependencies, variants: [] };
      const [wrong] = checkRelations(release);
      if (wrong) throw new Refusal("package-invalid", `${wrong.path.join(".")}: ${wrong.message}`);
      return { problems: [...(await relationProblems(db, release)), ...(await secretProblems(db, name, secrets))] };
    },
  );
}
