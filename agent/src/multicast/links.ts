import { existsSync, readdirSync, readFileSync } from "node:fs";
import { type NetworkInterfaceInfo, networkInterfaces } from "node:os";
import { join } from "node:path";
import type { Link } from "./multicast.ts";

/** Names of links behind which there is no subnet of devices: containers, bridges of virtual machines, tunnels. */
const NOT_A_SUBNET =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|wg|utun|ppp|zt|tailscale|cni|flannel|cali|lxc|lxd)/i;
const WIRELESS = /^(wl|wifi|wi-fi|wlan|ath|ra\d)/i;
const SYS = "/sys/class/net";

/** The links that can be in a subnet with other devices: wired ones first, IPv4 before IPv6. */
export function usableLinks(read: () => NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces): Link[] {
  const links: (Link & { family: number })[] = [];
  for (const [name, addresses = []] of Object.entries(read()))
    for (const { address, family, internal } of addresses) {
      if (internal || NOT_A_SUBNET.test(name)) continue;
      const speedMbps = speedOf(name);
      links.push({
        name,
        address,
        kind: kindOf(name),
        family: family === "IPv4" ? 4 : 6,
        ...(speedMbps ? { speedMbps } : {}),
      });
    }
  const order = { wired: 0, unknown: 1, wireless: 2 } as const;
  links.sort((a, b) => order[a.kind] - order[b.kind] || a.family - b.family);
  return links.map(({ family: _, ...link }) => link);
}

function kindOf(name: string): Link["kind"] {
  if (existsSync(join(SYS, name))) return existsSync(join(SYS, name, "wireless")) ? "wireless" : "wired";
  if (WIRELESS.test(name)) return "wireless";
  return /^(eth|en|ethernet)/i.test(name) ? "wired" : "unknown";
}

function speedOf(name: string): number | undefined {
  const speed = Number(readText(join(SYS, name, "speed")));
  return Number.isFinite(speed) && speed > 0 ? speed : undefined;
}

/** Where a battery is known and no mains, the device is not on mains; what is not known is taken for mains. */
export function onMains(folder = "/sys/class/power_supply"): boolean {
  const supplies = existsSync(folder) ? readdirSync(folder) : [];
  const types = supplies.map((name) => ({
    type: readText(join(folder, name, "type")),
    online: readText(join(folder, name, "online")),
  }));
  if (!types.some(({ type }) => type === "Battery")) return true;
  return types.some(({ type, online }) => type === "Mains" && online === "1");
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}
