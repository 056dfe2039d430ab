import Type, { type Static } from "typebox";
import { LIMITS } from "../limits.ts";

const closed = { additionalProperties: false } as const;
export const ON_ERRORS = ["pause", "stop"] as const;
export const ON_TIMEOUT = ["pause", "open"] as const;
export const NEXT = ["open", "wait"] as const;
/** Which devices a ring takes: it has exactly one of these. */
export const WHO = ["percent", "count", "group", "query", "rest"] as const;

const Percent = (description: string) => Type.Number({ minimum: 0, maximum: 100, description });
export const RingMs = (description: string) => Type.Integer({ minimum: 0, maximum: LIMITS.ringMs, description });

export const RingErrors = Type.Union(
  [
    Type.Object({ percent: Percent("More than so many percent of those that ended have failed") }, closed),
    Type.Object(
      { count: Type.Integer({ minimum: 1, maximum: 1_000_000, description: "So many have failed" }) },
      closed,
    ),
  ],
  { description: "{ percent: 5 } or { count: 3 }" },
);

/** What the API and a plan's file say alike of a ring; only lengths of time are written differently. */
export const RING_HEAD = {
  name: Type.String({
    minLength: 1,
    maxLength: LIMITS.ringNameChars,
    pattern: "^[A-Za-z0-9][A-Za-z0-9 ._-]*$",
    description: "letters, digits, blanks, dots, dashes; it begins with a letter or digit",
  }),
  percent: Type.Optional(Percent("Until so many percent of all targets are reached, the rings before counted in")),
  count: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000, description: "So many devices" })),
  group: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: "Those of this group" })),
  query: Type.Optional(Type.String({ minLength: 1, maxLength: 2000, description: "Those that this query finds" })),
  rest: Type.Optional(
    Type.Boolean({
      description: "true: all that are left; false, at the last ring: what is left stays out of the rollout",
    }),
  ),
  success: Type.Optional(Percent("Of those that ended, so many percent must have succeeded")),
  ended: Type.Optional(Percent("So many percent of the ring must have ended; the others may be off for weeks")),
  errors: Type.Optional(RingErrors),
  onErrors: Type.Optional(Type.Enum(ON_ERRORS, { description: "pause, or stop: cancel what is open" })),
  sample: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      description: "So many must have ended before a percentage of errors counts",
    }),
  ),
  onTimeout: Type.Optional(Type.Enum(ON_TIMEOUT, { description: "pause, or open the next all the same" })),
  next: Type.Optional(Type.Enum(NEXT, { description: "open the next, or wait for a person to do so" })),
  approvals: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: LIMITS.ringApprovals,
      description: "So many others than the one who started it must agree before the next opens",
    }),
  ),
};

/** One stage of a rollout; what it leaves out has the default of `core/rollout/ring-rules.ts`. */
export const RolloutRing = Type.Object(
  {
    ...RING_HEAD,
    soakMs: Type.Optional(RingMs("It must stay good for so long before the next opens")),
    timeoutMs: Type.Optional(RingMs("So long after it opened it is given up waiting")),
  },
  closed,
);
export type RolloutRing = Static<typeof RolloutRing>;

export const RolloutRings = Type.Array(RolloutRing, {
  minItems: 1,
  maxItems: LIMITS.rolloutRings,
  description: "In the order in which they open; without rings every target gets its part at once",
});
