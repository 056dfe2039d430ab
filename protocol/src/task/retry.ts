import Type, { type Static } from "typebox";
import { LIMITS } from "../limits.ts";

/** How the server tries again on a device where an action failed; each attempt is an action of its own. */
export const RetryPolicy = Type.Object(
  {
    attempts: Type.Integer({
      minimum: 1,
      maximum: LIMITS.retryAttempts,
      description: "So many after the first one",
    }),
    firstMs: Type.Optional(
      Type.Integer({
        minimum: 1000,
        maximum: LIMITS.retryMs,
        description: "Before the first of them; default 5 minutes",
      }),
    ),
    factor: Type.Optional(
      Type.Number({ minimum: 1, maximum: 10, description: "Each wait is so many times the one before; default 3" }),
    ),
    mostMs: Type.Optional(
      Type.Integer({ minimum: 1000, maximum: LIMITS.retryMs, description: "The longest wait; default a day" }),
    ),
  },
  { additionalProperties: false },
);
export type RetryPolicy = Static<typeof RetryPolicy>;
