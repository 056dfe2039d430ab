import Type, { type Static } from "typebox";
import { Label } from "../device/label.ts";
import { Platform } from "../device/platform.ts";
import { LIMITS } from "../limits.ts";
import { TimeMs } from "./page.ts";

const closed = { additionalProperties: false } as const;

export const DeviceRevoke = Type.Object(
  { reason: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.reasonChars })) },
  closed,
);
export const DeviceRevoked = Type.Object(
  { id: Type.String(), name: Type.String(), ended: Type.Integer({ description: "Actions that were open on it" }) },
  closed,
);

/** SHA-256 of a device's key (SubjectPublicKeyInfo), hexadecimal: `shoal-agent key` prints it. */
export const Fingerprint = Type.String({ pattern: "^[0-9a-f]{64}$" });
const Name = Type.String({ minLength: 1, maxLength: 128 });

/** A device that asks to be let in, and that no token speaks for. */
export const EnrolmentRequestRow = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    fingerprint: Fingerprint,
    serial: Type.Optional(Type.String()),
    platform: Platform,
    remote: Type.String({ description: "From where it asked last" }),
    firstMs: TimeMs,
    lastMs: TimeMs,
  },
  closed,
);
export type EnrolmentRequestRow = Static<typeof EnrolmentRequestRow>;

/** What a person gives it with their yes; the name is the device's own where they give none. */
export const EnrolmentApproval = Type.Object({ name: Type.Optional(Name), group: Type.Optional(Label) }, closed);
export const EnrolmentApproved = Type.Object({ deviceId: Type.String(), name: Type.String() }, closed);

/** A device that is let in once without asking a person, when it comes with this key, or says this serial number. */
export const RegistrationSpec = Type.Object(
  {
    fingerprint: Type.Optional(Fingerprint),
    serial: Type.Optional(Type.String({ minLength: 3, maxLength: 64 })),
    name: Type.Optional(Name),
    group: Type.Optional(Label),
  },
  closed,
);
export const RegistrationRow = Type.Object(
  {
    ...RegistrationSpec.properties,
    id: Type.String(),
    createdMs: TimeMs,
    createdBy: Type.String(),
    deviceId: Type.Optional(Type.String({ description: "The device that came" })),
  },
  closed,
);
export type RegistrationRow = Static<typeof RegistrationRow>;

export const AuthorityRow = Type.Object(
  {
    id: Type.String(),
    subject: Type.String(),
    state: Type.Enum(["issues", "announced", "former"] as const),
    fromMs: TimeMs,
    untilMs: TimeMs,
    devices: Type.Integer({ description: "Devices whose last certificate is of it" }),
    devicesWithout: Type.Integer({ description: "Devices that have not said yet that they know it" }),
  },
  closed,
);
export type AuthorityRow = Static<typeof AuthorityRow>;
/** `confirm`: how many devices are left behind by it; needed where there are any. */
export const AuthorityStep = Type.Object({ confirm: Type.Optional(Type.Integer({ minimum: 0 })) }, closed);

/** What a device is pinned to that comes without a token. */
export const EnrolmentPin = Type.Object({ pin: Type.String(), agentUrl: Type.String() }, closed);
