import { isInPrefix, readPrefix } from "../subnet/prefix.ts";

/** Whether an address with the length of its prefix is in what is asked for; a plain address asks for the subnet that it is in. */
export function isInSubnet(address: string, asked: string): boolean {
  const own = readPrefix(address);
  const wanted = readPrefix(asked);
  if (!own || !wanted) return false;
  return asked.includes("/") ? isInPrefix(hostOf(address), wanted) : isInPrefix(asked, own);
}

/** Of the addresses that a subnet may have, those that are in what is asked for. */
export function shareOf(subnet: string, asked: string): "all" | "some" | "none" {
  const own = readPrefix(subnet);
  const wanted = readPrefix(asked);
  if (!own || !wanted) return "none";
  if (!asked.includes("/")) return isInPrefix(asked, own) ? "all" : "none";
  if (wanted.length <= own.length) return isInPrefix(own.network, wanted) ? "all" : "none";
  return isInPrefix(wanted.network, own) ? "some" : "none";
}

function hostOf(address: string): string {
  return address.split("/", 1)[0]!;
}
