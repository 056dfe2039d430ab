import Type, { type Static } from "typebox";

/** The public half of a key that a device made for what is sealed to it: a point of P-256, both coordinates base64url (RFC 7518, 6.2.1). */
export const SealingKey = Type.Object(
  { x: Type.String({ pattern: "^[A-Za-z0-9_-]{43}$" }), y: Type.String({ pattern: "^[A-Za-z0-9_-]{43}$" }) },
  { additionalProperties: false },
);
export type SealingKey = Static<typeof SealingKey>;

/** How secrets are sealed to a device: a compact JWE (RFC 7516) of the CBOR map name → value. */
export const SEALING = { alg: "ECDH-ES", enc: "A256GCM" } as const;

/** Party info of the key derivation (RFC 7518, 4.6.1.2 and 4.6.1.3): what is sealed for one action of one device opens for no other. */
export function sealingParties(deviceId: string, actionId: string): { apu: Uint8Array; apv: Uint8Array } {
  const text = new TextEncoder();
  return { apu: text.encode("shoal/secrets/1"), apv: text.encode(`${deviceId}/${actionId}`) };
}
