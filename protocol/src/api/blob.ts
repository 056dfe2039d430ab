import Type, { type Static } from "typebox";
import { BlobRef } from "../content/blob-ref.ts";
import { TimeMs } from "./page.ts";

/** A blob that the server has, and since when. */
export const BlobStat = Type.Object({ ...BlobRef.properties, createdMs: TimeMs }, { additionalProperties: false });
export type BlobStat = Static<typeof BlobStat>;
