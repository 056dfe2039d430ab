import Type, { type Static } from "typebox";
import { LIMITS } from "../limits.ts";

const Piece = Type.Integer({ minimum: 0, maximum: Math.ceil(LIMITS.blobBytes / LIMITS.pieceBytes) });

/** Pieces that a device can send: runs of (first, count), ascending. Where there are more runs than fit, the first ones. */
export const PeerHave = Type.Object(
  {
    sizeBytes: Type.Integer({ minimum: 0, maximum: LIMITS.blobBytes }),
    runs: Type.Array(Type.Tuple([Piece, Piece]), { maxItems: LIMITS.peerHaveRuns }),
  },
  { additionalProperties: false },
);
export type PeerHave = Static<typeof PeerHave>;
