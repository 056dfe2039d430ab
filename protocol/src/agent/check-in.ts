import Type, { type Static } from "typebox";
import { ActionReport } from "../action/report.ts";
import { Digest } from "../content/digest.ts";
import { Inventory } from "../device/platform.ts";
import { LIMITS } from "../limits.ts";
import { SealingKey } from "../secret/sealing-key.ts";
import { SessionReport } from "../session/report.ts";
import { SettingsOverride } from "../settings/settings.ts";

const closed = { additionalProperties: false } as const;

/** A release that a task keeps on the device, and that is not there any more. */
export const MissingRelease = Type.Object(
  {
    /** The action that proved it. */
    actionId: Type.String({ minLength: 1, maxLength: 64 }),
    /** What the detection rule says now. */
    detail: Type.String({ maxLength: 1000 }),
  },
  closed,
);
export type MissingRelease = Static<typeof MissingRelease>;

/** "Here I am; what is there for me?" Inventory travels only when the server does not have this digest of it yet. */
export const CheckIn = Type.Object(
  {
    capability: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    agentVersion: Type.String({ maxLength: 64 }),
    /** Of this start of the agent, by chance: copies of a disk are told by it. */
    instance: Type.Optional(Type.String({ pattern: "^[0-9a-f]{16}$" })),
    /** Of the newest trust document that it has taken. */
    trustDigest: Type.Optional(Type.String({ pattern: "^[A-Za-z0-9_-]{43}$" })),
    inventoryDigest: Digest,
    inventory: Type.Optional(Inventory),
    /** The highest sequence this agent has journaled; the answer starts after it. */
    afterSequence: Type.Integer({ minimum: 0, maximum: LIMITS.sequence }),
    /** Of the device's own settings as they are in force; asked again at once where an answer has changed them. */
    settingsDigest: Type.Optional(Digest),
    /** What is sealed to this device is sealed with this key. */
    sealingKey: Type.Optional(SealingKey),
    /** Told with every check-in until it is there again. */
    missing: Type.Optional(Type.Array(MissingRelease, { maxItems: LIMITS.keptReleases })),
  },
  closed,
);
export type CheckIn = Static<typeof CheckIn>;

export const CheckInAnswer = Type.Object(
  {
    serverTimeMs: Type.Integer(),
    capability: Type.Integer(),
    wantInventory: Type.Boolean(),
    /** Sealed assignments, base64, in the order of their sequence. */
    envelopes: Type.Array(Type.String({ maxLength: LIMITS.envelopeBytes * 2 }), {
      maxItems: LIMITS.assignmentsPerAnswer,
    }),
    more: Type.Boolean(),
    /** How often this server was restored from a backup: after one more, an agent tells anew what it knows of its actions. */
    restores: Type.Integer({ minimum: 0 }),
    settings: SettingsOverride,
    /** Of the trust document as it is now; another one than it has, the agent reads and takes its authorities and task keys. */
    trustDigest: Type.Optional(Type.String()),
  },
  closed,
);
export type CheckInAnswer = Static<typeof CheckInAnswer>;

/** An envelope that the agent refused, so that the refusal is audited on both sides. */
export const Refusal = Type.Object(
  {
    atMs: Type.Integer({ minimum: 0, maximum: LIMITS.timeMs }),
    what: Type.Enum(["envelope", "release", "manifest", "piece", "patch", "blob", "secret"] as const),
    subject: Type.String({ maxLength: 128 }),
    detail: Type.String({ maxLength: 1000 }),
  },
  closed,
);
export type Refusal = Static<typeof Refusal>;

export const Reports = Type.Object(
  {
    reports: Type.Array(ActionReport, { maxItems: LIMITS.reportsPerRequest }),
    refusals: Type.Optional(Type.Array(Refusal, { maxItems: LIMITS.reportsPerRequest })),
    sessions: Type.Optional(Type.Array(SessionReport, { maxItems: LIMITS.reportsPerRequest })),
  },
  closed,
);
export type Reports = Static<typeof Reports>;

/** What became of each report, in the order sent. `known`: had been received before. `refused`: will never be accepted. */
export const ReportsAnswer = Type.Object(
  {
    results: Type.Array(
      Type.Object(
        {
          actionId: Type.String(),
          step: Type.Integer(),
          outcome: Type.Enum(["stored", "known", "refused"] as const),
          detail: Type.Optional(Type.String()),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type ReportsAnswer = Static<typeof ReportsAnswer>;

/** A patch on offer: a blob that makes `target` out of a blob that the device holds. */
export const PatchOffer = Type.Object(
  {
    from: Digest,
    target: Digest,
    digest: Digest,
    sizeBytes: Type.Integer({ minimum: 0 }),
    manifestDigest: Digest,
    format: Type.Literal("zstd-patch-from"),
    windowLog: Type.Integer({ minimum: 10, maximum: 31 }),
  },
  closed,
);
export type PatchOffer = Static<typeof PatchOffer>;
export const PatchOffers = Type.Object({ patches: Type.Array(PatchOffer, { maxItems: 16 }) }, closed);
