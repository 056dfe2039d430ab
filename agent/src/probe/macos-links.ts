import type { LinkKind } from "@shoal/protocol/device/link";
import type { LinkFacts } from "./links.ts";
import type { ProbeReader } from "./reader.ts";

/** From networksetup(8), ifconfig(8), netstat(1) and scutil(8). */
export async function macosLinks(reader: ProbeReader, names: readonly string[]): Promise<Map<string, LinkFacts>> {
  const text = async (...argv: [string, ...string[]]) => {
    const answer = await reader.run(argv);
    return answer.ok ? answer.stdout : "";
  };
  const [ports, config, routes, dns] = await Promise.all([
    text("networksetup", "-listallhardwareports"),
    text("ifconfig", "-a"),
    text("netstat", "-rn"),
    text("scutil", "--dns"),
  ]);
  const kinds = portsOf(ports);
  const suffixes = suffixesOf(dns);
  return new Map(
    names.map((name) => {
      const speedMbps = speedOf(config, name);
      const nameSuffix = suffixes.get(name);
      return [
        name,
        {
          kind: kindOf(name, kinds.get(name)),
          ...(speedMbps ? { speedMbps } : {}),
          gateways: gatewaysOf(routes, name),
          ...(nameSuffix ? { nameSuffix } : {}),
        },
      ];
    }),
  );
}

/** `Hardware Port: Wi-Fi` and, on the next line, `Device: en0`. */
function portsOf(text: string): Map<string, string> {
  const found = text.matchAll(/^Hardware Port: (.+)\nDevice: (\S+)$/gm);
  return new Map([...found].map(([, port = "", device = ""]) => [device, port]));
}

function kindOf(name: string, port: string | undefined): LinkKind {
  // Tunnels, and what macOS itself talks to neighbours and guests with.
  if (/^(?:utun|ipsec|ppp|gif|stf|tun|tap|feth)/.test(name)) return "vpn";
  if (/^(?:bridge|awdl|llw|ap|anpi|vmenet|vmnet|vnic)\d/.test(name)) return "virtual";
  if (port === undefined) return "unknown";
  if (/^(?:Wi-Fi|AirPort)/.test(port)) return "wireless";
  if (/iPhone|iPad|Bluetooth|Modem|WWAN/.test(port)) return "mobile";
  return "wired";
}

/** `media: autoselect (1000baseT <full-duplex>)`, in the part of the link; 2.5 and 10 gigabits are `2500Base-T` and `10Gbase-T`. */
function speedOf(config: string, name: string): number | undefined {
  const part = config.split(/^(?=\S)/m).find((each) => each.startsWith(`${name}:`));
  const [, digits, giga] = /media: .*?(\d+)(G)?base/i.exec(part ?? "") ?? [];
  return digits ? Number(digits) * (giga ? 1000 : 1) : undefined;
}

/** `default  192.168.1.1  UGScg  en0`, the preferred first; an IPv6 gateway carries its zone. */
function gatewaysOf(routes: string, name: string): string[] {
  return routes.split("\n").flatMap((line) => {
    const [to, gateway = "", flags = "", device] = line.trim().split(/\s+/);
    if (to !== "default" || device !== name || !flags.includes("G") || !/^[0-9a-f.:]+(?:%|$)/.test(gateway)) return [];
    return [gateway.split("%", 1)[0]!];
  });
}

/** Resolvers that belong to one link: `search domain[0] : example.com` and `if_index : 6 (en0)`. */
function suffixesOf(dns: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of dns.split(/^resolver #/m)) {
    const name = /if_index : \d+ \((\S+)\)/.exec(part)?.[1];
    const suffix = /search domain\[0\] : (\S+)/.exec(part)?.[1] ?? /^\s*domain\s+: (\S+)/m.exec(part)?.[1];
    if (name && suffix && !found.has(name)) found.set(name, suffix.replace(/\.$/, ""));
  }
  return found;
}
