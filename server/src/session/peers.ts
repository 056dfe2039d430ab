import { familyOf, isInPrefix, prefixOf, readPrefix } from "@shoal/core/subnet/prefix";
import type { SessionReport } from "@shoal/protocol/session/report";

/** Who said that it gives there. */
export interface Claim {
  deviceId: string;
  device: string;
  session: string;
  subnet: string;
  site: string | null;
}

type Told = readonly (readonly [place: string, bytes: number])[];

/** Where a device gives its pieces, in the one form in which places are compared. */
function placeOf({ host, port }: { host: string; port: number }): string | undefined {
  const network = prefixOf(host, familyOf(host) === 4 ? 32 : 128)?.network;
  return network && `${network}|${port}`;
}

/** What a device says of where it gives its own pieces: it can only be where it takes part. */
export function ownPlace({ peer, subnet }: Pick<SessionReport, "peer" | "subnet">): string | undefined {
  const range = peer && readPrefix(subnet);
  return range && isInPrefix(peer.host, range) ? placeOf(peer) : undefined;
}

/** What a device says that its peers gave: not more than it had of peers at all, and than there is of the blob. */
export function toldPeers({ peers = [], bytes }: Pick<SessionReport, "peers" | "bytes">, sizeBytes: number): Told {
  const told = new Map<string, number>();
  let left = Math.min(bytes.peer + bytes.site, sizeBytes);
  for (const peer of peers) {
    const place = placeOf(peer);
    const given = Math.min(peer.bytes, left);
    if (place === undefined || given === 0) continue;
    told.set(place, (told.get(place) ?? 0) + given);
    left -= given;
  }
  return [...told];
}

/**
 * Which device a place is: one that takes part in the same session and said itself that it gives there. Two sites may have the same
 * addresses, so nearer ones come first, and where two could be meant, neither is named.
 */
export function giverAt(
  { deviceId, session, subnet, site }: Omit<Claim, "device">,
  claims: readonly Claim[],
): Pick<Claim, "deviceId" | "device"> | undefined {
  const others = claims.filter((claim) => claim.session === session && claim.deviceId !== deviceId);
  const inSite = others.filter((claim) => claim.site === site);
  const inSubnet = inSite.filter((claim) => claim.subnet === subnet);
  const nearest = [inSubnet, inSite, others].find(({ length }) => length > 0) ?? [];
  const [first] = nearest;
  return nearest.every((claim) => claim.deviceId === first?.deviceId) ? first : undefined;
}
