import { type Command, inside, ipBatch, tcBatch } from "./command.ts";
import type { Layout } from "./layout.ts";
import { queueLine } from "./queue.ts";
import { type WireEnd, wiresOf } from "./wires.ts";

/** What builds a network. Every wire is made between two namespaces: nothing is ever to be seen in the machine's own. */
export function networkCommands(layout: Layout): Command[] {
  const { nodes, hosts } = layout;
  const wires = wiresOf(layout);
  const namespace = (node: string) => layout.namespaceOf(node);
  const ends = (node: string) => wires.flat().filter((end) => end.node === node);
  return [
    { argv: ["ip", "-batch", "-"], lines: nodes.map((node) => `netns add ${namespace(node)}`) },
    ...nodes.map((node) => settings(namespace(node), settingsOf(node, layout.shape.ipv6 ?? false))),
    {
      argv: ["ip", "-batch", "-"],
      lines: wires.map(
        ([a, b]) =>
          `link add ${a.device} netns ${namespace(a.node)} type veth peer name ${b.device} netns ${namespace(b.node)}`,
      ),
    },
    ...nodes.map((node) =>
      ipBatch(namespace(node), node.startsWith("sw") ? switchLines(ends(node)) : linkLines(layout, ends(node))),
    ),
    ...nodes.map((node) =>
      tcBatch(
        namespace(node),
        ends(node).map(({ device, queue }) => queueLine(device, queue)),
      ),
    ),
    ...hosts.flatMap((host) => lossCommands(layout, host)),
  ];
}

type Setting = [file: string, value: number];

/** Below `/proc/sys/net`; those of a device are taken over from `default` when it is made. */
function settingsOf(node: string, ipv6: boolean): Setting[] {
  const each = (name: string, value: number): Setting[] =>
    ["all", "default"].map((which) => [name.replace("*", which), value]);
  return [
    ...each("ipv4/conf/*/rp_filter", 0),
    ["ipv4/igmp_max_memberships", 200],
    // An address that is still looking for its double cannot be bound.
    ...(ipv6 && !node.startsWith("sw") ? each("ipv6/conf/*/accept_dad", 0) : each("ipv6/conf/*/disable_ipv6", 1)),
    ...(node === "rtr" ? ([[ipv6 ? "ipv6/conf/all/forwarding" : "ipv4/ip_forward", 1]] as Setting[]) : []),
  ];
}

function settings(namespace: string, all: readonly Setting[]): Command {
  const script = 'while read -r file value; do echo "$value" >"/proc/sys/net/$file"; done';
  return inside(
    namespace,
    ["sh", "-ec", script],
    all.map((each) => each.join(" ")),
  );
}

function switchLines(ports: readonly WireEnd[]): string[] {
  return [
    "link set lo up",
    "link add br0 type bridge stp_state 0 forward_delay 0 mcast_snooping 0",
    ...ports.map(({ device }) => `link set ${device} master br0 up`),
    "link set br0 up",
  ];
}

function linkLines({ prefixBits, shape }: Layout, ends: readonly WireEnd[]): string[] {
  const how = shape.ipv6 ? "nodad" : "brd +";
  return [
    "link set lo up",
    ...ends.flatMap(({ device, address, gateway }) => [
      // One frame at a time: what the kernel sends as one of 64 KiB would be lost and queued as one.
      `link set ${device} gso_max_segs 1 up`,
      `addr add ${address}/${prefixBits} ${how} dev ${device}`,
      ...(gateway ? [`route add default via ${gateway}`] : []),
    ]),
  ];
}

/** Before fragments are put together, as on a real wire. */
function lossCommands(layout: Layout, host: string): Command[] {
  const { lossPercent, ipv6 } = layout.shape;
  if (lossPercent === 0) return [];
  const rule = "-w -t raw -A PREROUTING -i eth0 -p udp -m statistic --mode random --probability";
  const argv = [ipv6 ? "ip6tables" : "iptables", ...rule.split(" "), (lossPercent / 100).toFixed(6), "-j", "DROP"];
  return [inside(layout.namespaceOf(host), argv)];
}
