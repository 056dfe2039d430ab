import Type, { type Static } from "typebox";
import { LIMITS } from "../limits.ts";
import { OverGroups } from "./over-groups.ts";
import { TimeMs } from "./page.ts";

const closed = { additionalProperties: false } as const;

export const OperatorName = Type.String({
  pattern: "^[a-z0-9][a-z0-9._-]{0,63}$",
  description: "What the audit trail calls them: lower-case letters, digits, dot, dash, underscore",
});
const Email = Type.String({ pattern: "^[^@\\s]{1,64}@[^@\\s]{1,190}$", maxLength: 254 });
const Password = Type.String({
  minLength: LIMITS.passwordLeastChars,
  maxLength: LIMITS.passwordChars,
  description: "Any characters; long is better than odd",
});
/** A password that is shown to be let in: what is too short is wrong, and not malformed. */
const GivenPassword = Type.String({ minLength: 1, maxLength: LIMITS.passwordChars });

/** A role, over all devices or over those of some groups. */
export const RoleGiven = Type.Object(
  { role: Type.String({ minLength: 1, maxLength: 64 }), groups: Type.Optional(OverGroups) },
  closed,
);
export type RoleGiven = Static<typeof RoleGiven>;

export const Account = Type.Object({ name: OperatorName, email: Email, password: Password }, closed);
export type Account = Static<typeof Account>;

export const OperatorRow = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    email: Type.String(),
    roles: Type.Array(RoleGiven),
    /** What they prove themselves with. */
    password: Type.Boolean(),
    totp: Type.Boolean(),
    passkeys: Type.Integer(),
    signOn: Type.Boolean({ description: "By the sign-on provider" }),
    sessions: Type.Integer({ description: "Open ones" }),
    createdMs: TimeMs,
    disabledMs: Type.Optional(TimeMs),
  },
  closed,
);
export type OperatorRow = Static<typeof OperatorRow>;

export const InvitationSpec = Type.Object(
  {
    name: OperatorName,
    email: Email,
    roles: Type.Array(RoleGiven, { minItems: 1, maxItems: LIMITS.rolesPerOperator }),
  },
  closed,
);
export type InvitationSpec = Static<typeof InvitationSpec>;
export const LinkMade = Type.Object(
  { link: Type.String({ description: "It is shown once, and works once" }), expiresMs: TimeMs },
  closed,
);
export const InvitationAccept = Type.Object(
  { secret: Type.String({ minLength: 20, maxLength: 200 }), password: Password },
  closed,
);

export const ResetSpec = Type.Object(
  {
    secondFactor: Type.Optional(
      Type.Boolean({ description: "Their authenticator and passkeys too: they are lost, and you know who is asking" }),
    ),
  },
  closed,
);

export const RolesSpec = Type.Object({ roles: Type.Array(RoleGiven, { maxItems: LIMITS.rolesPerOperator }) }, closed);

export const SignInSpec = Type.Object(
  { email: Type.String({ minLength: 1, maxLength: 254 }), password: GivenPassword },
  closed,
);
export const SecondFactorSpec = Type.Object(
  {
    code: Type.Optional(Type.String({ pattern: "^[0-9]{6}$", description: "Of the authenticator" })),
    recoveryCode: Type.Optional(Type.String({ minLength: 8, maxLength: 64 })),
  },
  closed,
);
export const SignedIn = Type.Object(
  {
    state: Type.Enum(["signed-in", "second-factor"] as const),
    /** Nothing but setting up a second factor is allowed until there is one. */
    secondFactorMissing: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type SignedIn = Static<typeof SignedIn>;

/** By what one can come in besides a password. */
export const SignInWays = Type.Object(
  { provider: Type.Boolean({ description: "There is a provider to sign on with: /sign-in/provider" }) },
  closed,
);

export const SessionRow = Type.Object(
  {
    id: Type.String(),
    current: Type.Boolean(),
    createdMs: TimeMs,
    usedMs: TimeMs,
    expiresMs: TimeMs,
    from: Type.Optional(Type.String()),
    with: Type.Optional(Type.String({ description: "What the browser calls itself" })),
  },
  closed,
);
export type SessionRow = Static<typeof SessionRow>;

export const PasswordSpec = Type.Object({ current: GivenPassword, password: Password }, closed);
/** Who changes how they prove themselves proves themselves first. */
export const Proof = Type.Object({ password: GivenPassword }, closed);
/** The same for who may have no password, and has signed in a moment ago instead. */
export const ProofAnew = Type.Object({ password: Type.Optional(GivenPassword) }, closed);
export type ProofAnew = Static<typeof ProofAnew>;
export const TotpMade = Type.Object(
  {
    uri: Type.String({ description: "otpauth://, for an authenticator" }),
    recoveryCodes: Type.Array(Type.String(), { description: "Shown once; each works once" }),
  },
  closed,
);
export const TotpCode = Type.Object({ code: Type.String({ pattern: "^[0-9]{6}$" }) }, closed);

/** As WebAuthn has it: what a browser hands to an authenticator, and what comes back. */
const Opaque = Type.Record(Type.String(), Type.Unknown());
export const PasskeyAsked = Type.Object({ id: Type.String(), options: Opaque }, closed);
export const PasskeyAnswer = Type.Object({ id: Type.String({ maxLength: 100 }), response: Opaque }, closed);
export const PasskeySpec = Type.Object(
  {
    id: Type.String({ maxLength: 100 }),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    response: Opaque,
  },
  closed,
);
export const PasskeyRow = Type.Object(
  { id: Type.String(), name: Type.String(), createdMs: TimeMs, usedMs: Type.Optional(TimeMs) },
  closed,
);
