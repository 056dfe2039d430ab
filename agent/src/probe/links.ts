import type { Link, LinkKind } from "@shoal/protocol/device/link";
import { LIMITS } from "@shoal/protocol/limits";
import { linuxLinks } from "./linux-links.ts";
import { macosLinks } from "./macos-links.ts";
import type { ProbeReader } from "./reader.ts";
import { windowsLinks } from "./windows-links.ts";

/** What one operating system says of a link beyond its addresses. */
export interface LinkFacts {
  kind: LinkKind;
  speedMbps?: number;
  gateways: string[];
  nameSuffix?: string;
}

/** @param names of the links that have an address */
export type ReadLinks = (reader: ProbeReader, names: readonly string[]) => Promise<Map<string, LinkFacts>>;

const READ: Record<ProbeReader["os"], ReadLinks> = { linux: linuxLinks, macos: macosLinks, windows: windowsLinks };
/** Those that may lead somewhere first, so that these are not what the limit leaves out. */
const ORDER: Record<LinkKind, number> = { wired: 0, wireless: 1, unknown: 2, mobile: 3, vpn: 4, virtual: 5 };

/** The network interfaces of this machine that are up. Never rejects: what a system does not say is unknown. */
export async function probeLinks(reader: ProbeReader): Promise<Link[]> {
  const interfaces = Object.entries(reader.interfaces()).filter(([, addresses = []]) =>
    addresses.some(({ internal }) => !internal),
  );
  const facts = await READ[reader.os](
    reader,
    interfaces.map(([name]) => name),
  );
  const links = interfaces.map(([name, addresses = []]): Link => {
    const { kind, speedMbps, gateways, nameSuffix } = facts.get(name) ?? { kind: "unknown", gateways: [] };
    return {
      name: name.slice(0, 256),
      kind,
      ...(speedMbps !== undefined && Number.isFinite(speedMbps) && speedMbps > 0 ? { speedMbps } : {}),
      addresses: addresses
        .filter(({ internal }) => !internal)
        .map(({ address, cidr, family }) => cidr ?? `${address}/${family === "IPv4" ? 32 : 128}`)
        .map((each) => each.slice(0, 64))
        .sort()
        .slice(0, 32),
      gateways: gateways.map((each) => each.slice(0, 64)).slice(0, 8),
      ...(nameSuffix ? { nameSuffix: nameSuffix.toLowerCase().slice(0, 253) } : {}),
    };
  });
  links.sort((a, b) => ORDER[a.kind] - ORDER[b.kind] || (a.name < b.name ? -1 : 1));
  return links.slice(0, LIMITS.inventoryLinks);
}
