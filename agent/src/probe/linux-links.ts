import type { LinkKind } from "@shoal/protocol/device/link";
import type { LinkFacts } from "./links.ts";
import type { ProbeReader } from "./reader.ts";

const SYS = "/sys/class/net";
/** Devices that carry one of these are made for the machine's own guests, where no member says otherwise. */
const GUESTS = /^(?:docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|cali|lxc|lxd|podman|dummy|ifb)/;
/** include/uapi/linux/if_arp.h: Ethernet; everything else that has no name here is a tunnel of some kind, or a modem. */
const ARPHRD_ETHER = "1";
const ARPHRD_INFINIBAND = "32";
/** Of members of members: a VLAN on a bond on a card. */
const DEPTH = 4;

/** From /sys/class/net, the routing tables of the kernel, and resolv.conf(5). */
export async function linuxLinks(reader: ProbeReader, names: readonly string[]): Promise<Map<string, LinkFacts>> {
  const [v4, v6, suffix] = await Promise.all([readRoutes4(reader), readRoutes6(reader), readSuffix(reader)]);
  const routes = [...v4, ...v6];
  const best = routes.toSorted((a, b) => a.metric - b.metric)[0]?.name;
  const links = names.map(async (name): Promise<[string, LinkFacts]> => {
    const speed = Number(await firstLine(reader, `${SYS}/${name}/speed`));
    return [
      name,
      {
        kind: await kindOf(reader, name, DEPTH),
        ...(speed > 0 ? { speedMbps: speed } : {}),
        gateways: routes
          .filter((each) => each.name === name)
          .toSorted((a, b) => a.metric - b.metric)
          .map(({ gateway }) => gateway),
        // resolv.conf is the machine's: it belongs to the link by which the machine reaches the world.
        ...(name === best && suffix ? { nameSuffix: suffix } : {}),
      },
    ];
  });
  return new Map(await Promise.all(links));
}

async function kindOf(reader: ProbeReader, name: string, depth: number): Promise<LinkKind> {
  const [type, uevent, entries] = await Promise.all([
    firstLine(reader, `${SYS}/${name}/type`),
    reader.readText(`${SYS}/${name}/uevent`),
    reader.list(`${SYS}/${name}`),
  ]);
  const deviceType = uevent.ok ? /^DEVTYPE=(.*)$/m.exec(uevent.text)?.[1] : undefined;
  if (deviceType === "wlan" || entries.includes("wireless") || entries.includes("phy80211")) return "wireless";
  if (deviceType === "wwan") return "mobile";
  // A tun or tap device: VPNs, and guests that are not bridged.
  if (deviceType === "wireguard" || entries.includes("tun_flags")) return "vpn";
  if (type === undefined) return GUESTS.test(name) ? "virtual" : "unknown";
  if (type === ARPHRD_INFINIBAND) return "wired";
  if (type !== ARPHRD_ETHER) return "vpn";
  // A card has a device of a bus; what is built upon others is what these are.
  if (entries.includes("device")) return "wired";
  const members = [
    ...entries.flatMap((each) => (each.startsWith("lower_") ? [each.slice("lower_".length)] : [])),
    ...(entries.includes("bridge") ? await reader.list(`${SYS}/${name}/brif`) : []),
  ];
  if (GUESTS.test(name)) return "virtual";
  const kinds = depth > 0 ? await Promise.all(members.map((each) => kindOf(reader, each, depth - 1))) : [];
  for (const kind of ["wired", "wireless", "mobile"] as const) if (kinds.includes(kind)) return kind;
  // A container's end of a pair has neither a card nor members.
  return entries.includes("bridge") ? "virtual" : "wired";
}

interface Route {
  name: string;
  gateway: string;
  metric: number;
}

/** proc_net_route: addresses are hexadecimal in the machine's own order of bytes, which is little-endian on all that we run on. */
async function readRoutes4(reader: ProbeReader): Promise<Route[]> {
  const read = await reader.readText("/proc/net/route");
  return !read.ok
    ? []
    : read.text.split("\n").flatMap((line): Route[] => {
        const [name = "", to, gateway = "", flags, , , metric, mask] = line.split("\t").map((each) => each.trim());
        if (to !== "00000000" || mask !== "00000000" || !/^[0-9A-F]{8}$/.test(gateway) || !isGateway(flags)) return [];
        const bytes = gateway.match(/../g)!.map((each) => Number.parseInt(each, 16));
        return [{ name, gateway: bytes.reverse().join("."), metric: Number(metric) || 0 }];
      });
}

/** ipv6_route: destination, its length, source, its length, next hop, metric, references, uses, flags, interface. */
async function readRoutes6(reader: ProbeReader): Promise<Route[]> {
  const read = await reader.readText("/proc/net/ipv6_route");
  return !read.ok
    ? []
    : read.text.split("\n").flatMap((line): Route[] => {
        const [to, length, , , hop = "", metric = "", , , flags, name = ""] = line.trim().split(/\s+/);
        if (!/^0{32}$/.test(to ?? "") || length !== "00" || !/^[0-9a-f]{32}$/.test(hop) || !isGateway(flags)) return [];
        return [{ name, gateway: shortened(hop), metric: Number.parseInt(metric, 16) || 0 }];
      });
}

/** RTF_UP and RTF_GATEWAY. */
function isGateway(flags: string | undefined): boolean {
  return (Number.parseInt(flags ?? "", 16) & 3) === 3;
}

/** RFC 5952. */
function shortened(hex: string): string {
  return new URL(`http://[${hex.match(/.{4}/g)!.join(":")}]`).hostname.slice(1, -1);
}

async function readSuffix(reader: ProbeReader): Promise<string | undefined> {
  const read = await reader.readText("/etc/resolv.conf");
  if (!read.ok) return undefined;
  // The last of them counts; a lone dot stands for the root.
  const lines = [...read.text.matchAll(/^[ \t]*(?:search|domain)[ \t]+(\S+)/gm)];
  const suffix = lines.at(-1)?.[1]?.replace(/\.$/, "");
  return suffix === "" ? undefined : suffix;
}

async function firstLine(reader: ProbeReader, path: string): Promise<string | undefined> {
  const read = await reader.readText(path);
  return read.ok ? read.text.split("\n", 1)[0]!.trim() : undefined;
}
