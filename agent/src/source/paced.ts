import type { RateGate } from "../fetch/rate-gate.ts";
import { passed } from "./nursery.ts";

export interface Pace {
  gate: RateGate;
  /** Bytes a second as of now; 0 is no ceiling. */
  rateBytesPerSecond: () => number;
  /** Something came, or this silence is our own. */
  heard: () => void;
  signal: AbortSignal;
}

/** A body as fast as the ceiling of this agent lets it come. @throws AbortError, and what the body throws */
export async function* paced(body: AsyncIterable<Buffer>, pace: Pace): AsyncGenerator<Buffer, void> {
  for await (const chunk of body) {
    pace.heard();
    await pace.gate.pass(chunk.length, pace.rateBytesPerSecond, pace.heard, pace.signal);
    yield chunk;
    passed(chunk.length);
  }
}
