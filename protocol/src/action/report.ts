import Type, { type Static } from "typebox";
import { LIMITS } from "../limits.ts";
import { Reason } from "./reason.ts";
import { ActionState } from "./state-schema.ts";

const closed = { additionalProperties: false } as const;
const Bytes = Type.Integer({ minimum: 0 });
const Ms = Type.Integer({ minimum: 0, maximum: LIMITS.timeMs });

/** Bytes by where they came from; `patchSaved` are bytes of the result that no network carried. */
export const BytesBySource = Type.Object(
  {
    cache: Bytes,
    patch: Bytes,
    patchSaved: Bytes,
    multicast: Bytes,
    peer: Bytes,
    site: Bytes,
    origin: Bytes,
    push: Bytes,
  },
  closed,
);
export type BytesBySource = Static<typeof BytesBySource>;

/** The same of one action, as a device says it: what is added up over a task must still be a number. */
const ActionBytes = Type.Object(
  Object.fromEntries(
    Object.keys(BytesBySource.properties).map((source) => [
      source,
      Type.Integer({ minimum: 0, maximum: LIMITS.actionBytes }),
    ]),
  ) as typeof BytesBySource.properties,
  closed,
);

export const InstallResult = Type.Object(
  {
    /** 32 bits; Windows means them with or without a sign. */
    exitCode: Type.Optional(Type.Integer({ minimum: -(2 ** 31), maximum: 2 ** 32 - 1 })),
    signal: Type.Optional(Type.String({ maxLength: 32 })),
    durationMs: Ms,
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
    atMs: Ms,
    reason: Type.Optional(Reason),
    variantId: Type.Optional(Type.String({ maxLength: 64 })),
    bytes: Type.Optional(ActionBytes),
    result: Type.Optional(InstallResult),
    /** How often people at the device have put it off. */
    deferrals: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  },
  closed,
);
export type ActionReport = Static<typeof ActionReport>;
