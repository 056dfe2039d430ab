import Type, { type Static } from "typebox";

/** What kinds of networks a device may be on. Multicast takes part in the first two, and in `unknown`. */
export const LINK_KINDS = ["wired", "wireless", "mobile", "vpn", "virtual", "unknown"] as const;

const closed = { additionalProperties: false };
const AddressText = Type.String({ maxLength: 64 });

/** One of a device's network interfaces that is up and has an address. */
export const Link = Type.Object(
  {
    /** As the system names it: `eth0`, `en0`, `Ethernet 2`. */
    name: Type.String({ maxLength: 256 }),
    /** `virtual`: there is no subnet of devices behind it, but containers or virtual machines of this one. */
    kind: Type.Enum(LINK_KINDS),
    /** Megabits a second, where the system says. */
    speedMbps: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    /** With the length of their prefix: `10.20.1.5/24`. */
    addresses: Type.Array(AddressText, { maxItems: 32 }),
    /** Routers of default routes that leave by this link, the preferred first. */
    gateways: Type.Array(AddressText, { maxItems: 8 }),
    /** Of the names that the link's own name servers answer for: `berlin.example.com`. */
    nameSuffix: Type.Optional(Type.String({ maxLength: 253 })),
  },
  closed,
);
export type Link = Static<typeof Link>;
export type LinkKind = (typeof LINK_KINDS)[number];
