import type { PieceRun } from "@shoal/core/content/piece-set";
import type { FetchSource } from "@shoal/core/fetch/planner";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import type { Manifest } from "@shoal/protocol/content/manifest";

/** A blob that is being fetched, as sources see it. */
export interface Wanted {
  ref: BlobRef;
  manifest: Manifest;
  actionId: string;
  signal: AbortSignal;
  /** Judges a piece and keeps it. Resolves when it is on the disk, or was refused. */
  keep(source: FetchSource, index: number, bytes: Uint8Array, request?: number): Promise<boolean>;
}

/** Asked for runs of pieces. */
export interface RangeSource {
  fetch(
    wanted: Wanted,
    request: number,
    run: PieceRun,
    signal: AbortSignal,
  ): Promise<{ outcome: "done" | "cut" | "missing"; detail?: string; retryAfterMs?: number }>;
}
