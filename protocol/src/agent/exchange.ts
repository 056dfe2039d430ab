import Type, { type Static } from "typebox";
import { Digest } from "../content/digest.ts";
import { LIMITS } from "../limits.ts";
import { PEER_ADDRESS } from "../peer/address.ts";

const closed = { additionalProperties: false } as const;

const Run = Type.Tuple([Type.Integer({ minimum: 0 }), Type.Integer({ minimum: 1 })]);

/** "I fetch this blob for my subnet; what shall I take from you, and who near me has or fetches the rest?" */
export const ExchangeAsk = Type.Object(
  {
    actionId: Type.String({ minLength: 1, maxLength: 64 }),
    blob: Digest,
    pieces: Type.Integer({ minimum: 1, maximum: Math.ceil(LIMITS.blobBytes / LIMITS.pieceBytes) }),
    subnet: Type.String({ minLength: 4, maxLength: 64 }),
    siteName: Type.String({ maxLength: 128 }),
    /** Between subnets of the site too; otherwise inside the subnet alone. */
    sharing: Type.Boolean(),
    gateway: Type.Optional(Type.String({ maxLength: 64 })),
    nameSuffix: Type.Optional(Type.String({ maxLength: 253 })),
    /** Where it gives its pieces to others of the task. */
    peer: Type.Object(PEER_ADDRESS, closed),
    /** Pieces that it or its subnet has: all, or those since it asked last. */
    have: Type.Array(Run, { maxItems: LIMITS.exchangeHaveRuns }),
    whole: Type.Boolean(),
    /** Pieces that it would fetch from the origin at once. */
    want: Type.Integer({ minimum: 0, maximum: LIMITS.exchangeWantPieces }),
    unreachable: Type.Array(Type.Object(PEER_ADDRESS, closed), { maxItems: LIMITS.exchangeUnreachable }),
    /** It leaves, and is not to be asked any more. */
    leaves: Type.Boolean(),
  },
  closed,
);
export type ExchangeAsk = Static<typeof ExchangeAsk>;

export const ExchangeAnswer = Type.Object(
  {
    /** With whom it shares, in words. */
    scope: Type.String(),
    /** All pieces that it fetches from the origin now; nobody else it shares with does. */
    lease: Type.Array(Run),
    holders: Type.Array(
      Type.Object(
        { ...PEER_ADDRESS, has: Type.Array(Run), /** On their way there. */ coming: Type.Array(Run) },
        closed,
      ),
    ),
    /** Pieces that it is known to have; where it has more, it tells all of them the next time. */
    held: Type.Integer(),
    others: Type.Integer(),
    againMs: Type.Integer(),
  },
  closed,
);
export type ExchangeAnswer = Static<typeof ExchangeAnswer>;
