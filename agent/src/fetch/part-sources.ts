import { NO_BYTES } from "@shoal/protocol/action/no-bytes";
import type { BytesBySource } from "@shoal/protocol/action/report";

type Source = keyof BytesBySource;

/** What is written down of a part while it comes: pieces do not say by themselves who brought them. */
export interface PartNote {
  actionId: string;
  bytes: BytesBySource;
}

/**
 * Where the pieces came from that are here when a fetch begins. Another action's are a gift, found in the cache. Of this action's
 * own, what was not written down before the agent was killed is taken for the costly way; of what a crash has lost again,
 * every source loses its share.
 * @param rest the costly way
 */
export function earlierSources(
  note: PartNote | undefined,
  actionId: string,
  presentBytes: number,
  rest: "origin" | "push",
): BytesBySource {
  if (note && note.actionId !== actionId) return { ...NO_BYTES, cache: presentBytes };
  const sources = { ...NO_BYTES, ...note?.bytes };
  const noted = Object.values(sources).reduce((sum, bytes) => sum + bytes, 0);
  const share = Math.min(1, noted === 0 ? 0 : presentBytes / noted);
  let left = presentBytes;
  for (const source of Object.keys(sources) as Source[]) {
    sources[source] = Math.floor(sources[source] * share);
    left -= sources[source];
  }
  sources[rest] += left;
  return sources;
}
