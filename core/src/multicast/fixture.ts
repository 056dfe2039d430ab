import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { PieceSet } from "../content/piece-set.ts";
import { seededRandom } from "../random/seeded.ts";
import { claimOf } from "./claim.ts";
import { Lead, type LeadOptions } from "./lead.ts";

/** A representative at time 0 that casts at once, and has everything where nothing else is said. */
export function leadOf(pieces: number, options: Partial<LeadOptions> = {}): Lead {
  const have = options.have ?? PieceSet.full(pieces);
  return new Lead({
    sizeBytes: pieces * PIECE_BYTES,
    have,
    claim: () => claimOf(50, have.size, pieces, 1),
    random: seededRandom(1),
    startDelayMs: 0,
    gatherMs: 0,
    rateBytesPerSecond: 4_000_000,
    isLineShared: false,
    peer: { host: "10.0.0.1", port: 7 },
    nowMs: 0,
    ...options,
  });
}
