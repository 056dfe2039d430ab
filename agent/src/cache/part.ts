import type { PieceSet } from "@shoal/core/content/piece-set";

/** Where the pieces of a blob land as they come: a file of the cache, or a block device. */
export interface Part {
  /** Verified pieces that are here. */
  readonly have: PieceSet;
  /** Bytes of these. */
  readonly bytes: number;
  /** @returns false where the bytes are not this piece. @throws Error of the file system, ENOSPC among them */
  write(index: number, bytes: Uint8Array): Promise<boolean>;
  /** Where others may write to it once it is whole: is this piece, as it was just read, still what it was? */
  isPiece?(index: number, bytes: Uint8Array): boolean;
  close(): Promise<void>;
}
