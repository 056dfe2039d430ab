import { type NetworkInterfaceInfo, networkInterfaces } from "node:os";
import { familyOf, formatPrefix, prefixOf } from "@shoal/core/subnet/prefix";

/** The subnet of one of this machine's addresses, `10.20.1.0/24`; the address alone where the system does not know it. */
export function subnetOf(address: string, read: () => NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces): string {
  const cidr = Object.values(read())
    .flatMap((each) => each ?? [])
    .find((each) => each.address === address)?.cidr;
  const bits = familyOf(address) === 6 ? 128 : 32;
  const prefix = prefixOf(address, cidr ? Number(cidr.split("/")[1]) : bits);
  return prefix ? formatPrefix(prefix) : `${address.split("%")[0]}/${bits}`;
}
