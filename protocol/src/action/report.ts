import Type, { type Static } from "typebox";
import { LIMITS } from "../limits.ts";
import { Reason } from "./reason.ts";
import { ActionState } from "./state-schema.ts";

const closed = { additionalProperties: false } as const;
const Count = Type.Integer({ minimum: 0 });

/** Bytes by where they came from; `patchSaved` are bytes of the result that no network carried. */
export const BytesBySource = Type.Object(
  {
    cache: Count,
    patch: Count,
    patchSaved: Count,
    multicast: Count,
    peer: Count,
    site: Count,
    origin: Count,
    push: Count,
  },
  closed,
);
export type BytesBySource = Static<typeof BytesBySource>;

export const InstallResult = Type.Object(
  {
    exitCode: Type.Optional(Type.Integer()),
    signal: Type.Optional(Type.String({ maxLength: 32 })),
    durationMs: Count,
    attempt: Type.Integer({ minimum: 1 }),
    /** End of what the installer wrote, at most `LIMITS.logTailBytes` bytes of UTF-8. */
    logTail: Type.String({ maxLength: LIMITS.logTailBytes }),
    logTruncated: Type.Boolean(),
  },
  closed,
);
export type InstallResult = Static<typeof InstallResult>;

/**
 * One step of one action, as the agent proved it. Sent at least once; (action, step) is its identity, so a second copy
 * changes nothing. Steps of one action count from 1 without gaps.
 */
export const ActionReport = Type.Object(
  {
    actionId: Type.String({ minLength: 1, maxLength: 64 }),
    step: Type.Integer({ minimum: 1, maximum: 10_000 }),
    state: ActionState,
    /** By the device's clock, milliseconds since 1970. */
    atMs: Type.Integer({ minimum: 0 }),
    reason: Type.Optional(Reason),
    variantId: Type.Optional(Type.String({ maxLength: 64 })),
    bytes: Type.Optional(BytesBySource),
    result: Type.Optional(InstallResult),
  },
  closed,
);
export type ActionReport = Static<typeof ActionReport>;
