import Type, { type Static } from "typebox";
import { LIMITS } from "../limits.ts";
import { RING_HEAD } from "./ring.ts";

const closed = { additionalProperties: false } as const;
const Duration = (description: string) =>
  Type.String({ pattern: "^([0-9]{1,9}(\\.[0-9]{1,3})?(s|m|h|d|w))+$", description: `${description}: 90m, 24h, 7d` });

/** A ring as a person writes it: the API's, with lengths of time as `24h` and `7d`. */
export const RingText = Type.Object(
  {
    ...RING_HEAD,
    soak: Type.Optional(Duration("It must stay good for so long before the next opens")),
    timeout: Type.Optional(Duration("So long after it opened it is given up waiting")),
  },
  closed,
);
export type RingText = Static<typeof RingText>;

/** A rollout's plan as a file. */
export const PlanFile = Type.Object(
  {
    rings: Type.Array(RingText, {
      minItems: 1,
      maxItems: LIMITS.rolloutRings,
      description: "In the order in which they open",
    }),
  },
  { ...closed, title: "The plan of a Shoal rollout" },
);
export type PlanFile = Static<typeof PlanFile>;
