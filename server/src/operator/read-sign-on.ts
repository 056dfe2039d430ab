import { readFileSync } from "node:fs";
import { RoleGiven } from "@shoal/protocol/api/account";
import { checkSchema } from "@shoal/protocol/schema/check";
import type { JsonSchema } from "@shoal/protocol/schema/json-schema";
import Type from "typebox";
import type { SignOnOptions } from "./sign-on.ts";

const SignOnFile = Type.Object(
  {
    issuer: Type.String({ pattern: "^https?://[^/]+" }),
    clientId: Type.String({ minLength: 1 }),
    clientSecret: Type.String({ minLength: 1 }),
    roleClaim: Type.Optional(Type.String({ minLength: 1 })),
    roles: Type.Record(Type.String(), Type.Union([Type.String(), RoleGiven])),
  },
  { additionalProperties: false },
);

/** The file of `--sign-on`, in JSON. @throws Error that says what in it is wrong */
export function readSignOn(file: string): SignOnOptions {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} cannot be read as JSON: ${(error as Error).message}`);
  }
  const [problem] = checkSchema(SignOnFile as unknown as JsonSchema, value);
  if (problem) throw new Error(`${file}: ${problem.path.join("/")} ${problem.message}`);
  const read = value as SignOnOptions;
  const { protocol, hostname } = new URL(read.issuer);
  if (protocol !== "https:" && !["localhost", "127.0.0.1", "[::1]"].includes(hostname))
    throw new Error(
      `${file}: the issuer ${read.issuer} is not reached by TLS, and anybody on the way could sign on as anybody`,
    );
  return read;
}
