import type { NetworkInterfaceInfo } from "node:os";

/** One address of one link that is up. */
export interface LinkAddress {
  name: string;
  address: string;
  family: 4 | 6;
  prefixLength: number;
  /** Of a link-local IPv6 address: the number of its link. */
  zone?: number;
}

export interface LinkChange {
  came: LinkAddress[];
  went: LinkAddress[];
}

export type ReadInterfaces = () => NodeJS.Dict<Pick<NetworkInterfaceInfo, "address" | "cidr" | "family" | "scopeid">[]>;

/** `os.networkInterfaces()`, which has only links that are up, as a list. */
export function linkAddresses(interfaces: ReturnType<ReadInterfaces>): LinkAddress[] {
  return Object.entries(interfaces).flatMap(([name, addresses = []]) =>
    addresses.map(({ address, cidr, family, scopeid }) => ({
      name,
      address,
      family: family === "IPv4" ? 4 : 6,
      prefixLength: Number(cidr?.split("/")[1] ?? (family === "IPv4" ? 32 : 128)),
      ...(scopeid ? { zone: scopeid } : {}),
    })),
  );
}

/** What came and what went between two looks. An address whose prefix or zone became another went, and came. */
export function linkChange(before: readonly LinkAddress[], after: readonly LinkAddress[]): LinkChange {
  return { came: without(after, before), went: without(before, after) };
}

function without(all: readonly LinkAddress[], others: readonly LinkAddress[]): LinkAddress[] {
  const known = new Set(others.map(key));
  return all.filter((each) => !known.has(key(each)));
}

function key({ name, address, prefixLength, zone }: LinkAddress): string {
  return JSON.stringify([name, address, prefixLength, zone]);
}
