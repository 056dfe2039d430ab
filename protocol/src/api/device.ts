import Type, { type Static } from "typebox";
import { Label, QueryText } from "../device/label.ts";
import { Inventory, Platform } from "../device/platform.ts";
import { PRESENCES } from "../device/presence.ts";
import { DEVICE_ORDERS } from "./choices.ts";
import { PageQuery, TimeMs } from "./page.ts";

const closed = { additionalProperties: false } as const;

export const DeviceRow = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    platform: Platform,
    agentVersion: Type.String(),
    capability: Type.Integer(),
    enrolledMs: TimeMs,
    lastSeenMs: TimeMs,
    /** Its socket is open at this moment. */
    online: Type.Boolean(),
    /** Absent where it enrolled and never came. */
    firstSeenMs: Type.Optional(TimeMs),
    retiredMs: Type.Optional(TimeMs),
    revokedMs: Type.Optional(TimeMs),
    /** Since when two holders of its key were seen; nothing is given to either. */
    quarantinedMs: Type.Optional(TimeMs),
    presence: Type.Enum(PRESENCES),
    presenceWhy: Type.String({ description: "The rule that makes it so" }),
    tags: Type.Array(Label),
    attributes: Type.Record(Type.String(), Type.String()),
  },
  closed,
);
export type DeviceRow = Static<typeof DeviceRow>;

export const DeviceDetail = Type.Object({ ...DeviceRow.properties, inventory: Inventory }, closed);
export type DeviceDetail = Static<typeof DeviceDetail>;

export type DeviceOrder = (typeof DEVICE_ORDERS)[number];
export const DeviceQuery = Type.Object(
  {
    ...PageQuery,
    os: Type.Optional(Type.String({ maxLength: 32 })),
    arch: Type.Optional(Type.String({ maxLength: 32 })),
    formFactor: Type.Optional(Type.String({ maxLength: 32 })),
    name: Type.Optional(Type.String({ maxLength: 128, description: "Part of the name, without regard to case" })),
    online: Type.Optional(Type.Boolean()),
    seenSince: Type.Optional(TimeMs),
    query: Type.Optional(QueryText),
    order: Type.Optional(
      Type.Enum(DEVICE_ORDERS as unknown as [DeviceOrder, ...DeviceOrder[]], {
        description:
          "By name as people count (till-9 before till-10), without regard to case, or backwards; default: as they were enrolled",
      }),
    ),
  },
  closed,
);
export type DeviceQuery = Static<typeof DeviceQuery>;

export const EnrolmentTokenSpec = Type.Object(
  {
    uses: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100_000, description: "Devices that may enrol with it; default 1" }),
    ),
    lifeMs: Type.Optional(Type.Integer({ minimum: 60_000, maximum: 365 * 86_400_000, description: "Default: a day" })),
    group: Type.Optional(Label),
  },
  closed,
);
export const EnrolmentTokenRow = Type.Object(
  {
    id: Type.String(),
    createdMs: TimeMs,
    createdBy: Type.String(),
    expiresMs: TimeMs,
    uses: Type.Integer(),
    usesLeft: Type.Integer(),
    revoked: Type.Boolean(),
    group: Type.Optional(Type.String({ description: "What its devices are put into" })),
  },
  closed,
);
/** The token itself is in this answer and nowhere else. */
export const EnrolmentTokenMade = Type.Object(
  {
    ...EnrolmentTokenRow.properties,
    token: Type.String(),
    agentUrl: Type.String({ description: "Where agents reach this server" }),
  },
  closed,
);
