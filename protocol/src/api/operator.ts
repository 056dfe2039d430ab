import Type, { type Static } from "typebox";
import { LIMITS } from "../limits.ts";
import { PERMISSION_NAMES } from "../operator/permissions.ts";
import { Account } from "./account.ts";
import { OverGroups } from "./over-groups.ts";
import { TimeMs } from "./page.ts";

const closed = { additionalProperties: false } as const;
const name = (description: string) => Type.String({ pattern: "^[a-z0-9][a-z0-9._-]{0,63}$", description });

const RoleName = name("Lower-case letters, digits, dot, dash, underscore");
const PermissionName = Type.Enum(PERMISSION_NAMES);
const Permissions = Type.Array(PermissionName, { minItems: 1, maxItems: PERMISSION_NAMES.length, uniqueItems: true });

export const RoleParams = Type.Object({ name: RoleName });
export const RoleSpec = Type.Object(
  { description: Type.Optional(Type.String({ maxLength: 200 })), permissions: Permissions },
  closed,
);
export type RoleSpec = Static<typeof RoleSpec>;
export const RoleRow = Type.Object(
  {
    name: Type.String(),
    description: Type.String(),
    permissions: Type.Array(Type.String()),
    /** Every server has it, and nobody changes it. */
    builtIn: Type.Boolean(),
  },
  closed,
);
export type RoleRow = Static<typeof RoleRow>;

export const PermissionRow = Type.Object({ name: Type.String(), title: Type.String() }, closed);

/** A role, or permissions one by one, or a login: all that its operator may, for as long as a session. */
export const ApiTokenSpec = Type.Object(
  {
    name: name("What it is for: lower-case letters, digits, dot, dash, underscore"),
    role: Type.Optional(RoleName),
    permissions: Type.Optional(Permissions),
    groups: Type.Optional(OverGroups),
    login: Type.Optional(Type.Literal(true, { description: "Acts as the operator who makes it, within a session" })),
    lifeMs: Type.Optional(
      Type.Integer({ minimum: 60_000, maximum: LIMITS.apiTokenMs, description: "How long it is good for; 90 days" }),
    ),
  },
  closed,
);
export type ApiTokenSpec = Static<typeof ApiTokenSpec>;
export const ApiTokenRow = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    role: Type.Optional(Type.String()),
    permissions: Type.Optional(Type.Array(Type.String())),
    groups: Type.Optional(Type.Array(Type.String())),
    createdMs: TimeMs,
    createdBy: Type.String(),
    expiresMs: TimeMs,
    login: Type.Optional(Type.Boolean()),
    /** To the minute. */
    usedMs: Type.Optional(TimeMs),
    usedFrom: Type.Optional(Type.String()),
    revokedMs: Type.Optional(TimeMs),
  },
  closed,
);
export type ApiTokenRow = Static<typeof ApiTokenRow>;
export const ApiTokenQuery = Type.Object(
  { all: Type.Optional(Type.Boolean({ description: "Everybody's, and those that are over; needs operator.read" })) },
  closed,
);
export const ApiTokenMade = Type.Object(
  { token: Type.String({ description: "It is shown once" }), row: ApiTokenRow },
  closed,
);

/** Who the server takes the caller for. */
export const Me = Type.Object(
  {
    actor: Type.String({ description: "As the audit trail names it" }),
    permissions: Type.Array(Type.String()),
    bounds: Type.Array(Type.Object({ permission: Type.String(), groups: Type.Array(Type.String()) }, closed), {
      description: "Those of the permissions that are over the devices of groups alone",
    }),
    totp: Type.Boolean({ description: "Signing in as this person asks for a code of an authenticator" }),
    expiresMs: Type.Optional(TimeMs),
  },
  closed,
);
export type Me = Static<typeof Me>;

/** Makes the first operator by an account or, without one, by an API token; or another one where nobody can sign in any more. */
export const SetupSpec = Type.Object(
  {
    secret: Type.String({ minLength: 20, maxLength: 200, description: "What stands behind # in the link" }),
    account: Type.Optional(Account),
  },
  closed,
);
export const SetupDone = Type.Object(
  {
    actor: Type.String(),
    /** Where no account was asked for; otherwise a session is open. */
    token: Type.Optional(Type.String()),
    expiresMs: Type.Optional(TimeMs),
  },
  closed,
);
