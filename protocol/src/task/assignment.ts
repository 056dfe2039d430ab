import Type, { type Static } from "typebox";
import { Digest } from "../content/digest.ts";
import { LIMITS } from "../limits.ts";
import { SettingsOverride } from "../settings/settings.ts";
import { Delivery, Priority, TaskKind, Urgency } from "./task.ts";

const closed = { additionalProperties: false } as const;

/** Signed context of an assignment's envelope; the device's id follows it, so that one device's cannot be another's. */
export const ASSIGNMENT_CONTEXT = "shoal/assignment/1";

const Head = {
  format: Type.Literal(1),
  deviceId: Type.String({ minLength: 1, maxLength: 64 }),
  /** Per device, from 1, never going back; an agent refuses what it has passed. */
  sequence: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  issuedAtMs: Type.Integer({ minimum: 0 }),
  expiresAtMs: Type.Integer({ minimum: 0 }),
  actionId: Type.String({ minLength: 1, maxLength: 64 }),
};

/** "Do this": a device's part of a task. The release is named by the digest of its signed bytes. */
export const StartAssignment = Type.Object(
  {
    ...Head,
    order: Type.Literal("start"),
    taskId: Type.String({ minLength: 1, maxLength: 64 }),
    kind: TaskKind,
    delivery: Delivery,
    package: Type.String({ maxLength: 64 }),
    version: Type.String({ maxLength: 64 }),
    releaseDigest: Digest,
    /** 32 bytes, hexadecimal: what devices of this release exchange its content under among themselves. */
    contentKey: Type.Optional(Type.String({ pattern: "^[0-9a-f]{64}$" })),
    /** What the release's secrets are sealed in, to this device and for this action (`secret/sealing-key.ts`). */
    secrets: Type.Optional(Type.String({ maxLength: LIMITS.sealedSecretsChars, pattern: "^[A-Za-z0-9_.-]+$" })),
    settings: SettingsOverride,
    /** Of its task: what waits for its turn on the device goes by this first. */
    priority: Type.Optional(Priority),
    /** 1 is the first. */
    attempt: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    /** It gives the device back what it had before, and ends as `rolled-back` instead of `succeeded`. */
    rollback: Type.Optional(Type.Literal(true)),
    /** Once it is proved, the agent looks from time to time whether it is still there. */
    keep: Type.Optional(Type.Literal(true)),
    /** Default: required. What is available was asked for by a person at the device. */
    urgency: Type.Optional(Urgency),
    /** From then on nobody puts it off any longer. */
    deadlineMs: Type.Optional(Type.Integer({ minimum: 0, maximum: LIMITS.timeMs })),
    /** How long the like of it took elsewhere, from the installer's start to its end; absent where that is not known. */
    expectedMs: Type.Optional(Type.Integer({ minimum: 0, maximum: LIMITS.installTimeoutMaxMs })),
  },
  closed,
);
/** "Stop that": takes effect at the next point where stopping leaves nothing half done. */
export const CancelAssignment = Type.Object(
  { ...Head, order: Type.Literal("cancel"), reason: Type.Enum(["cancelled", "superseded", "recalled"] as const) },
  closed,
);

export const Assignment = Type.Union([StartAssignment, CancelAssignment]);
export type StartAssignment = Static<typeof StartAssignment>;
export type CancelAssignment = Static<typeof CancelAssignment>;
/** Why an action is stopped. */
export type StopReason = CancelAssignment["reason"];
export type Assignment = StartAssignment | CancelAssignment;
