import Type, { type Static } from "typebox";
import { LIMITS } from "../limits.ts";
import { Digest } from "./digest.ts";

/** Everything needed to fetch a file and to know, piece by piece, that it is the right one. */
export const BlobRef = Type.Object(
  {
    digest: Digest,
    sizeBytes: Type.Integer({ minimum: 0, maximum: LIMITS.blobBytes }),
    /** SHA-256 of the encoded manifest. */
    manifestDigest: Digest,
  },
  { additionalProperties: false },
);
export type BlobRef = Static<typeof BlobRef>;
