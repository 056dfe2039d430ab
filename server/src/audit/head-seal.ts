import { createHmac } from "node:crypto";

/** Vouches for the last entry of the trail, so that whoever has the database alone cannot shorten it unseen. */
export type HeadSeal = (entry: number, hash: string) => string;

export function headSeal(secret: Uint8Array): HeadSeal {
  return (entry, hash) => createHmac("sha256", secret).update(`${entry} ${hash}`).digest("base64url");
}
