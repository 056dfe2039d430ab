import type { PieceSet } from "@shoal/core/content/piece-set";

/** Where the pieces are that this device gives to others. */
export interface PeerStore {
  /** The blob of a session; undefined where it is not (or no longer) given. The same object as long as it is. */
  pieces(sessionId: string): PeerPieces | undefined;
}

/** One blob, as others may have it: whole or in part. */
export interface PeerPieces {
  readonly sizeBytes: number;
  /** Verified pieces that are here. */
  readonly has: Pick<PieceSet, "count" | "has" | "next" | "runs">;
  /** Undefined where the disk does not have it any more, or not as it was. */
  read(index: number): Promise<Uint8Array | undefined>;
  /** Calls with each piece that comes; absent where none will. @returns what ends it */
  watch?(came: (index: number) => void): () => void;
}
