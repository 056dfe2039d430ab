import Type, { type Static } from "typebox";
import { LIMITS } from "../limits.ts";

/** What a secret is called: by operators, and by packages that need it. */
export const SecretName = Type.String({
  pattern: "^[a-z0-9][a-z0-9._-]{0,63}$",
  description: "Lower-case letters, digits, dot, dash, underscore",
});

/** Which secrets an installer and its scripts get, and in which variables of their environment: variable → name of the secret. */
export const SecretReferences = Type.Record(Type.String({ pattern: "^[A-Za-z_][A-Za-z0-9_]{0,63}$" }), SecretName, {
  additionalProperties: false,
  minProperties: 1,
  maxProperties: LIMITS.secretsPerRelease,
  description: "Secrets of the server in variables of the environment: LICENCE_KEY: acme-licence",
});
export type SecretReferences = Static<typeof SecretReferences>;
