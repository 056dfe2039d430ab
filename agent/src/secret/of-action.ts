import type { ActionRecord } from "@shoal/core/action/record";
import type { Reason } from "@shoal/protocol/action/reason";
import type { Variant } from "@shoal/protocol/package/release";
import { say } from "@shoal/protocol/sentence/say";
import type { RunProcess } from "../process/run.ts";
import { type Cover, createCover } from "./cover.ts";

/** What an action has of secrets: what its programs get in their environment, and what keeps it out of what they say. */
export interface ActionSecrets {
  env: Readonly<Record<string, string>>;
  cover: Cover;
}

/** `refused`: what came is not what a server seals for this action; somebody should look. */
export type FoundSecrets =
  | { ok: true; secrets: ActionSecrets | undefined }
  | { ok: false; reason: Reason; refused: string | undefined };

/** Opens them; they are nowhere but in memory afterwards. Undefined where the variant names none. */
export async function secretsOf(
  stateDir: string,
  { assignment }: ActionRecord,
  variant: Variant,
): Promise<FoundSecrets> {
  if (variant.secrets === undefined || assignment.kind === "precache") return { ok: true, secrets: undefined };
  // Loaded with the first secret: most agents never see one.
  const { unseal } = await import("./unseal.ts");
  const unsealed = await unseal(stateDir, assignment, variant.secrets);
  if (unsealed.ok) return { ok: true, secrets: { env: unsealed.env, cover: createCover(Object.values(unsealed.env)) } };
  return {
    ok: false,
    refused: unsealed.refused ? unsealed.detail : undefined,
    reason: {
      code: "secret-unavailable",
      detail: unsealed.detail,
      next: say("see-secret"),
    },
  };
}

/** In the environment, which other users cannot read, and never among the arguments, which everybody can. */
export function giving(run: RunProcess, { env }: ActionSecrets): RunProcess {
  return (command, log, signal) => run({ ...command, env: { ...env, ...command.env } }, log, signal);
}

export function covered(reason: Reason, { cover }: ActionSecrets): Reason {
  return reason.detail === undefined ? reason : { ...reason, detail: cover.text(reason.detail) };
}
