import type { BytesBySource } from "@shoal/protocol/action/report";
import { NO_SESSION_BYTES } from "@shoal/protocol/session/no-bytes";
import type { SessionBytes } from "@shoal/protocol/session/report";

type Source = keyof SessionBytes;
export const SESSION_SOURCES = Object.keys(NO_SESSION_BYTES) as Source[];

/** One blob's part, as far as it matters here. */
export interface CountedPart {
  patch: boolean;
  bytes: SessionBytes;
}

export function sumOf(bytes: SessionBytes): number {
  return SESSION_SOURCES.reduce((sum, source) => sum + bytes[source], 0);
}

/**
 * An action's bytes that no session carried: small files, devices without a link, what came before a session was joined. An action
 * counts a patch by itself, whatever brought it; what no session tells of came from the origin.
 */
export function outsideOf(action: BytesBySource, parts: readonly CountedPart[]): SessionBytes {
  const told = { ...NO_SESSION_BYTES };
  let patch = 0;
  for (const part of parts) {
    if (part.patch) patch += sumOf(part.bytes);
    else for (const source of SESSION_SOURCES) told[source] += part.bytes[source];
  }
  const left = (all: number, inSessions: number) => Math.max(0, all - inSessions);
  return {
    cache: left(action.cache, told.cache),
    multicast: left(action.multicast, told.multicast + told.repair),
    repair: 0,
    peer: left(action.peer, told.peer),
    site: left(action.site, told.site),
    origin: left(action.origin, told.origin) + left(action.patch, patch),
    push: left(action.push, told.push),
  };
}
