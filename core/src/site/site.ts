import { familyOf, formatPrefix, prefixOf, rangeOf } from "../subnet/prefix.ts";

export interface SiteFacts {
  /** What the settings call the site; "" where they do not. */
  siteName: string;
  /** Do subnets of a site share? Otherwise devices share inside their subnet alone. */
  sharing: boolean;
  /** As routers write it. */
  subnet: string;
  /** Where the server sees the device's requests come from; absent where something in between hides it. */
  publicAddress?: string;
  /** Of the subnet's default route. */
  gateway?: string;
  /** Of the names that the subnet gives out. */
  nameSuffix?: string;
}

/** A site with IPv6 has a prefix of this length or a longer one (RFC 6177). */
const SITE_PREFIX = 48;

/**
 * The name under which devices share what they fetch. Learned from the narrowest fact that two subnets can have in common: the
 * address behind which both are hidden, or else the same gateway and name suffix. Devices of which nothing is known share with
 * their subnet.
 */
export function scopeOf({ siteName, sharing, subnet, publicAddress, gateway, nameSuffix }: SiteFacts): string {
  const hidden = publicAddress !== undefined && rangeOf(publicAddress) === "unicast" ? publicAddress : undefined;
  // 192.168.1.0/24 is everywhere; what it is hidden behind tells one from another.
  if (!sharing) return `subnet ${subnet}${hidden ? ` behind ${hidden}` : ""}`;
  if (siteName !== "") return `site ${siteName.toLowerCase()}`;
  if (hidden !== undefined)
    return `behind ${familyOf(hidden) === 6 ? formatPrefix(prefixOf(hidden, SITE_PREFIX)!) : hidden}`;
  if (gateway && nameSuffix) return `gateway ${gateway} of ${nameSuffix.toLowerCase()}`;
  return `subnet ${subnet}`;
}
