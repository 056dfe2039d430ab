import { decodeCbor } from "@shoal/protocol/codec/cbor";
import type { SecretReferences } from "@shoal/protocol/secret/name";
import { SEALING, sealingParties } from "@shoal/protocol/secret/sealing-key";
import { say } from "@shoal/protocol/sentence/say";
import type { StartAssignment } from "@shoal/protocol/task/assignment";
import { compactDecrypt } from "jose";
import { sealingKey } from "./key.ts";

/** `env`: variable → value. `refused`: what came is not what a server seals for this action. */
export type Unsealed = { ok: true; env: Record<string, string> } | { ok: false; detail: string; refused: boolean };

/** Opens what an assignment brought of the secrets that a variant names. Never throws. */
export async function unseal(
  stateDir: string,
  { deviceId, actionId, secrets }: Pick<StartAssignment, "deviceId" | "actionId" | "secrets">,
  wanted: SecretReferences,
): Promise<Unsealed> {
  const names = [...new Set(Object.values(wanted))];
  if (secrets === undefined)
    return { ok: false, refused: false, detail: say("secrets-none", { list: names.join(", ") }) };
  let values: unknown;
  try {
    const { apu, apv } = sealingParties(deviceId, actionId);
    const { plaintext, protectedHeader } = await compactDecrypt(secrets, sealingKey(stateDir).privateKey, {
      keyManagementAlgorithms: [SEALING.alg],
      contentEncryptionAlgorithms: [SEALING.enc],
    });
    if (protectedHeader["apu"] !== base64url(apu) || protectedHeader["apv"] !== base64url(apv))
      return { ok: false, refused: true, detail: say("secrets-other") };
    values = decodeCbor(plaintext);
  } catch (error) {
    return {
      ok: false,
      refused: true,
      detail: say("secrets-closed", { detail: (error as Error).message }),
    };
  }
  const given = new Map(Object.entries((values as Record<string, unknown> | null) ?? {}));
  const missing = names.filter((name) => typeof given.get(name) !== "string");
  if (missing.length > 0)
    return {
      ok: false,
      refused: false,
      detail: say("secrets-missing", { list: missing.join(", ") }),
    };
  return {
    ok: true,
    env: Object.fromEntries(Object.entries(wanted).map(([variable, name]) => [variable, given.get(name) as string])),
  };
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}
