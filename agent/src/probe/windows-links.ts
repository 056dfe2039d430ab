import type { LinkKind } from "@shoal/protocol/device/link";
import type { LinkFacts } from "./links.ts";
import type { ProbeReader } from "./reader.ts";

/**
 * Classes that every Windows since 7 has, and the adapter's physical medium where there is one that tells it (since 8). With one
 * start of PowerShell.
 */
const SCRIPT = [
  "$ErrorActionPreference='SilentlyContinue'",
  "$m=@{};Get-CimInstance -Namespace root/StandardCimv2 MSFT_NetAdapter|ForEach-Object{$m[[int]$_.InterfaceIndex]=$_}",
  "$c=@{};Get-CimInstance Win32_NetworkAdapterConfiguration -Filter 'IPEnabled=TRUE'|ForEach-Object{$c[[int]$_.InterfaceIndex]=$_}",
  "$r=@(Get-CimInstance Win32_NetworkAdapter|Where-Object{$c.ContainsKey([int]$_.InterfaceIndex)}|ForEach-Object{" +
    "$i=[int]$_.InterfaceIndex;[ordered]@{name=$_.NetConnectionID;description=$_.Name;physical=$_.PhysicalAdapter;speed=$_.Speed;" +
    "medium=$m[$i].NdisPhysicalMedium;hardware=$m[$i].HardwareInterface;" +
    "gateways=@($c[$i].DefaultIPGateway|Where-Object{$_});suffix=$c[$i].DNSDomain}})",
  "ConvertTo-Json -Compress -Depth 3 -InputObject $r",
].join(";");

export const LINKS_COMMAND = ["powershell", "-NoProfile", "-NonInteractive", "-Command", SCRIPT] as const;

interface Adapter {
  name?: unknown;
  description?: unknown;
  physical?: unknown;
  speed?: unknown;
  medium?: unknown;
  hardware?: unknown;
  gateways?: unknown;
  suffix?: unknown;
}

export async function windowsLinks(reader: ProbeReader, names: readonly string[]): Promise<Map<string, LinkFacts>> {
  const answer = await reader.run(LINKS_COMMAND);
  const adapters = answer.ok ? parse(answer.stdout) : [];
  return new Map(
    names.map((name) => {
      const adapter = adapters.find((each) => each.name === name);
      if (!adapter) return [name, { kind: kindOfName(name), gateways: [] }];
      const speedMbps = Number(adapter.speed) / 1e6;
      return [
        name,
        {
          kind: kindOf(adapter),
          // Some drivers say the largest number where they do not know.
          ...(speedMbps > 0 && speedMbps < 1e7 ? { speedMbps } : {}),
          gateways: (Array.isArray(adapter.gateways) ? adapter.gateways : []).filter(
            (each) => typeof each === "string",
          ),
          ...(typeof adapter.suffix === "string" && adapter.suffix !== "" ? { nameSuffix: adapter.suffix } : {}),
        },
      ];
    }),
  );
}

function parse(stdout: string): Adapter[] {
  try {
    const value: unknown = JSON.parse(stdout);
    return Array.isArray(value) ? value.filter((each) => typeof each === "object" && each !== null) : [];
  } catch {
    return [];
  }
}

const VPN = /\b(?:vpn|tap-windows|wintun|wireguard|openvpn|tailscale|zerotier|anyconnect|fortinet|pangp|wan miniport)/i;
const GUESTS = /\b(?:hyper-v|vethernet|virtualbox|vmware|docker|wsl|npcap|loopback)/i;

/** ntddndis.h, NDIS_PHYSICAL_MEDIUM: 8 wireless WAN, 9 native 802.11, 14 802.3. */
function kindOf({ name, description, physical, medium, hardware }: Adapter): LinkKind {
  const words = `${String(name)} ${String(description)}`;
  if (medium === 9) return "wireless";
  if (medium === 8) return "mobile";
  if (VPN.test(words)) return "vpn";
  if (medium === 14 && hardware === true) return "wired";
  // A virtual machine's own card is hardware to it; the switch that a host makes for its guests is not.
  if (GUESTS.test(words) && hardware !== true && physical !== true) return "virtual";
  return kindOfName(words);
}

/** Names are in the language of the system; these words are the same in most. */
function kindOfName(words: string): LinkKind {
  if (GUESTS.test(words)) return "virtual";
  if (VPN.test(words)) return "vpn";
  if (/wi-?fi|wlan|wireless|802\.11/i.test(words)) return "wireless";
  return /ethernet|gigabit|\blan\b/i.test(words) ? "wired" : "unknown";
}
