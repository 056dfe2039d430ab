import Type, { type Static } from "typebox";
import { LIMITS } from "../limits.ts";
import { DELIVERY_STATES, type DeliveryState } from "../webhook/delivery-state.ts";
import { IdParams, TimeMs } from "./page.ts";

const closed = { additionalProperties: false } as const;

const WebhookName = Type.String({
  pattern: "^[a-z0-9][a-z0-9._-]{0,63}$",
  description: "Lower-case letters, digits, dot, dash, underscore",
});
export const WebhookParams = Type.Object({ name: WebhookName });
export const DeliveryParams = Type.Object({ name: WebhookName, ...IdParams.properties });

const Url = Type.String({
  minLength: 1,
  maxLength: LIMITS.webhookUrlChars,
  description: "https://receiver.example/path",
});
const EventFilters = Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
  minItems: 1,
  maxItems: LIMITS.webhookFilters,
  uniqueItems: true,
  description: "Kinds of events: task.finished, rollout.*, * for all; action.step:failed is steps to that state",
});
const Description = Type.String({ maxLength: 200 });

const WebhookSpec = Type.Object({ url: Url, events: EventFilters, description: Type.Optional(Description) }, closed);
export const WebhookCreate = Type.Object({ name: WebhookName, ...WebhookSpec.properties }, closed);
export const WebhookChange = Type.Partial(WebhookSpec, closed);

export const WebhookRow = Type.Object(
  {
    name: Type.String(),
    url: Type.String(),
    events: Type.Array(Type.String()),
    description: Type.String(),
    /** `disabled`: nothing is sent until a person enables it; what happens meanwhile waits. */
    state: Type.Enum(["enabled", "disabled"] as const),
    /** Why it is disabled, and since when. */
    why: Type.Optional(Type.String()),
    disabledMs: Type.Optional(TimeMs),
    /** Deliveries that have not ended, and when the next of them is tried. */
    pending: Type.Integer(),
    nextMs: Type.Optional(TimeMs),
    /** Of the last one that was delivered, and of the last try that failed. */
    deliveredMs: Type.Optional(TimeMs),
    failedMs: Type.Optional(TimeMs),
    failure: Type.Optional(Type.String()),
    /** Until when the secret before this one signs as well. */
    rotatingUntilMs: Type.Optional(TimeMs),
    createdMs: TimeMs,
    createdBy: Type.String(),
  },
  closed,
);
export type WebhookRow = Static<typeof WebhookRow>;

/** The secret is shown here, and never again. */
export const WebhookMade = Type.Object({ ...WebhookRow.properties, secret: Type.String() }, closed);
export type WebhookMade = Static<typeof WebhookMade>;

export const RotateSpec = Type.Object(
  {
    overlapMs: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: LIMITS.webhookOverlapMs,
        description: "How long both secrets sign; default one day",
      }),
    ),
  },
  closed,
);

/** One try: what came back, or why nothing did. */
export const DeliveryTry = Type.Object(
  {
    atMs: TimeMs,
    durationMs: Type.Integer(),
    status: Type.Optional(Type.Integer()),
    error: Type.Optional(Type.String()),
  },
  closed,
);
export type DeliveryTry = Static<typeof DeliveryTry>;

export const DeliveryRow = Type.Object(
  {
    id: Type.String(),
    /** `webhook-id`: the same for every try. */
    messageId: Type.String(),
    kind: Type.String(),
    subject: Type.String(),
    /** Of the event in the outbox; a test has none. */
    eventId: Type.Optional(Type.Integer()),
    state: Type.Enum(DELIVERY_STATES as unknown as [DeliveryState, ...DeliveryState[]]),
    createdMs: TimeMs,
    nextMs: Type.Optional(TimeMs),
    endedMs: Type.Optional(TimeMs),
    attempts: Type.Integer(),
    /** The last ones. */
    tries: Type.Array(DeliveryTry),
    /** The beginning of what the receiver answered last. */
    answer: Type.Optional(Type.String()),
  },
  closed,
);
export type DeliveryRow = Static<typeof DeliveryRow>;
