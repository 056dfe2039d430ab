import type { Link, LinkKind } from "@shoal/protocol/device/link";
import { takesPart } from "../settings/links.ts";
import { formatPrefix, prefixOf, rangeOf } from "./prefix.ts";

/** A link of this device by which it takes part in one subnet. */
export interface ChosenLink {
  name: string;
  /** Its own address there. */
  address: string;
  /** `10.20.1.0/24`. */
  subnet: string;
  kind: LinkKind;
  /** Megabits a second, where the system says. */
  speedMbps?: number;
  gateway?: string;
  nameSuffix?: string;
}

/** A tunnel is no subnet of devices, and radio by the megabyte is paid for: these take part where they are named in full. */
const ONLY_NAMED: readonly LinkKind[] = ["vpn", "virtual", "mobile"];
/** What is not known is at best a wire. */
const ORDER: Record<LinkKind, number> = { wired: 0, unknown: 1, wireless: 2, mobile: 3, vpn: 4, virtual: 5 };

/**
 * Where a device takes part: by its best links, each in another subnet. Wired before wireless, the faster before the slower, and one
 * by which the world is reached before one without a gateway.
 * @param patterns of names, as in `multicastInterfaces`
 * @param count of subnets at most
 */
export function chooseLinks(links: readonly Link[], patterns: readonly string[], count: number): ChosenLink[] {
  const usable = links.filter(
    ({ name, kind }) => takesPart(name, patterns) && (!ONLY_NAMED.includes(kind) || patterns.includes(name)),
  );
  const ordered = usable.toSorted(
    (a, b) =>
      ORDER[a.kind] - ORDER[b.kind] ||
      Number(b.gateways.length > 0) - Number(a.gateways.length > 0) ||
      (b.speedMbps ?? 0) - (a.speedMbps ?? 0) ||
      (a.name < b.name ? -1 : 1),
  );
  const chosen: ChosenLink[] = [];
  for (const link of ordered) {
    if (chosen.length === count) break;
    const place = placeOf(link);
    // Two links into one subnet would only bring everything twice.
    if (place && !chosen.some(({ subnet }) => subnet === place.subnet)) chosen.push(place);
  }
  return chosen;
}

/** All devices of a subnet must choose the same family: IPv4 where there is any. */
function placeOf({ name, kind, speedMbps, addresses, gateways, nameSuffix }: Link): ChosenLink | undefined {
  const places = addresses.flatMap((each) => {
    const [address = "", length] = each.split("/");
    const prefix = prefixOf(address, Number(length));
    // An address that is a subnet of its own has no neighbours.
    if (!prefix || prefix.length >= (prefix.family === 4 ? 31 : 127)) return [];
    const rank = (prefix.family === 4 ? 0 : 1) + (rangeOf(address) === "linkLocal" ? 2 : 0);
    return [{ address, subnet: formatPrefix(prefix), family: prefix.family, rank }];
  });
  const [best] = places.toSorted((a, b) => a.rank - b.rank || (a.address < b.address ? -1 : 1));
  if (!best) return undefined;
  const gateway = gateways.find((each) => each.includes(":") === (best.family === 6));
  return {
    name,
    address: best.address,
    subnet: best.subnet,
    kind,
    ...(speedMbps ? { speedMbps } : {}),
    ...(gateway ? { gateway } : {}),
    ...(nameSuffix ? { nameSuffix } : {}),
  };
}
