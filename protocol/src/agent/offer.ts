import Type, { type Static } from "typebox";
import { BlobRef } from "../content/blob-ref.ts";
import { LIMITS } from "../limits.ts";
import { Icon, Localized } from "../package/looks.ts";

const { digest, sizeBytes } = BlobRef.properties;
const closed = { additionalProperties: false } as const;

/** What a person at the device may ask for. */
export const Offer = Type.Object(
  {
    actionId: Type.String({ minLength: 1, maxLength: 64 }),
    package: Type.String({ maxLength: 64 }),
    version: Type.String({ maxLength: 64 }),
    publisher: Type.String({ maxLength: 128 }),
    description: Type.String({ maxLength: 2000 }),
    localized: Type.Optional(Localized),
    icon: Type.Optional(Icon),
    /** From then on it is required; absent where it never is. */
    deadlineMs: Type.Optional(Type.Integer()),
    expiresMs: Type.Integer(),
    files: Type.Optional(
      Type.Array(Type.Object({ digest, sizeBytes }, closed), {
        maxItems: LIMITS.filesPerVariant,
        description:
          "What is fetched for it here, as the server knows the device: for people to see, and for nothing else",
      }),
    ),
  },
  closed,
);
export type Offer = Static<typeof Offer>;

/** Newest first. */
export const Offers = Type.Object({ items: Type.Array(Offer, { maxItems: LIMITS.offers }) }, closed);
export type Offers = Static<typeof Offers>;

export const OfferAsk = Type.Object(
  {
    person: Type.String({
      minLength: 1,
      maxLength: LIMITS.personChars,
      description: "Who asks, as the device's system has it; for the audit trail",
    }),
  },
  closed,
);
