import type { PieceRun } from "@shoal/core/content/piece-set";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";

/** A blob that is being fetched, as sources see it. */
export interface Wanted<Source extends string = "origin"> {
  ref: BlobRef;
  /** Judges a piece and keeps it. Resolves when it is on the disk, or was refused. */
  keep(source: Source, index: number, bytes: Uint8Array, request?: number): Promise<boolean>;
  /** Something came, if not a whole piece. */
  heard(request: number): void;
}

export interface RunEnd {
  outcome: "done" | "cut" | "missing";
  detail?: string;
  /** What the server asked for. */
  retryAfterMs?: number;
}

/** Asked for runs of pieces. */
export interface RangeSource<Source extends string = "origin"> {
  /** Never throws: what goes wrong with a wire is an outcome, and `keep` deals with the disk. */
  fetch(wanted: Wanted<Source>, request: number, run: PieceRun, signal: AbortSignal): Promise<RunEnd>;
}
