import { isInPrefix, type Prefix, prefixOf } from "../subnet/prefix.ts";

/** Whether an address with the length of its prefix is in what is asked for; a plain address asks for the subnet that it is in. */
export function isInSubnet(address: string, asked: string): boolean {
  const own = readSubnet(address);
  const wanted = readSubnet(asked);
  if (!own || !wanted) return false;
  return asked.includes("/") ? isInPrefix(hostOf(address), wanted) : isInPrefix(asked, own);
}

/** Of the addresses that a subnet may have, those that are in what is asked for. */
export function shareOf(subnet: string, asked: string): "all" | "some" | "none" {
  const own = readSubnet(subnet);
  const wanted = readSubnet(asked);
  if (!own || !wanted) return "none";
  if (!asked.includes("/")) return isInPrefix(asked, own) ? "all" : "none";
  if (wanted.length <= own.length) return isInPrefix(own.network, wanted) ? "all" : "none";
  return isInPrefix(wanted.network, own) ? "some" : "none";
}

/** A plain address is a subnet of its own. */
function readSubnet(text: string): Prefix | undefined {
  const [host = "", length] = text.split("/");
  return prefixOf(host, length === undefined ? (host.includes(":") ? 128 : 32) : Number(length));
}

function hostOf(address: string): string {
  return address.split("/", 1)[0]!;
}
