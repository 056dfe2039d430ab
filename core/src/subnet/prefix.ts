import ipaddr from "ipaddr.js";

/** A range of addresses, as routers write it: `10.77.1.0/24`, `fd00:7::/64`. */
export interface Prefix {
  family: 4 | 6;
  /** The first address, in the one form of RFC 5952. */
  network: string;
  length: number;
}

/** @returns undefined where the text is no address, or one in a form that reads differently elsewhere (`010.0.0.1`) */
export function familyOf(address: string): 4 | 6 | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return 4;
  return ipaddr.IPv6.isValid(address) ? 6 : undefined;
}

/** The range that an address with so many leading bits is in; a zone (`%eth0`) does not matter. */
export function prefixOf(address: string, length: number): Prefix | undefined {
  const family = familyOf(address);
  if (!family || !Number.isInteger(length) || length < 0 || length > (family === 4 ? 32 : 128)) return undefined;
  const cidr = `${withoutZone(address)}/${length}`;
  return family === 4
    ? { family, network: ipaddr.IPv4.networkAddressFromCIDR(cidr).toString(), length }
    : { family, network: ipaddr.IPv6.networkAddressFromCIDR(cidr).toRFC5952String(), length };
}

/** Reads `10.20.0.0/16`; a plain address is a range of its own. */
export function readPrefix(text: string): Prefix | undefined {
  const [host = "", length] = text.split("/");
  return prefixOf(host, length === undefined ? (host.includes(":") ? 128 : 32) : Number(length));
}

export function isInPrefix(address: string, { family, network, length }: Prefix): boolean {
  const range = prefixOf(address, length);
  return range !== undefined && range.family === family && range.network === network;
}

export function formatPrefix({ network, length }: Prefix): string {
  return `${network}/${length}`;
}

/** What an address is for, by the registries of the IANA: `private`, `loopback`, `linkLocal`, `unicast` … */
export function rangeOf(address: string): string | undefined {
  return familyOf(address) && ipaddr.parse(withoutZone(address)).range();
}

function withoutZone(address: string): string {
  return address.split("%", 1)[0]!;
}
