import { bridgeBatch, type Command, inside, ipBatch, tcBatch } from "./command.ts";
import type { Layout } from "./layout.ts";
import { accessPointLines, queueLine, switchQueue } from "./queue.ts";

/** What a switch does with multicast: it goes to every port, or nowhere, as where snooping is on, nobody asks and memberships have run out. */
export type MulticastMode = "flood" | "blackhole";

/** Frames of a port go, or vanish without a word; its carrier stays. @param node a host, or a subnet: its way to the router */
export function portCommand(layout: Layout, node: string, open: boolean): Command {
  const { switchNode, device } = layout.portOf(node);
  // BR_STATE_FORWARDING, BR_STATE_DISABLED
  return bridgeBatch(layout.namespaceOf(switchNode), [`link set dev ${device} state ${open ? 3 : 0}`]);
}

export function multicastCommands(layout: Layout, subnet: string, mode: MulticastMode): Command[] {
  const { namespace, hosts } = subnetOf(layout, subnet);
  const [snooping, flood] = mode === "flood" ? [0, "on"] : [1, "off"];
  const ports = [...hosts, subnet].map((node) => layout.portOf(node).device);
  return [
    ipBatch(namespace, [`link set br0 type bridge mcast_snooping ${snooping} mcast_querier 0`]),
    bridgeBatch(
      namespace,
      ports.map((device) => `link set dev ${device} mcast_flood ${flood}`),
    ),
  ];
}

export function rateCommand(layout: Layout, host: string, mbit: number): Command {
  const { switchNode, device } = layout.portOf(host);
  return tcBatch(layout.namespaceOf(switchNode), [queueLine(device, switchQueue(mbit))]);
}

/** @param node a host, or a subnet: all of its hosts */
export function accessPointCommand(layout: Layout, node: string, multicastMbit: number): Command {
  const { switchNode, device } = layout.portOf(node);
  const devices = device === "up0" ? subnetOf(layout, node).hosts.map((host) => layout.portOf(host).device) : [device];
  return tcBatch(
    layout.namespaceOf(switchNode),
    devices.flatMap((each) => accessPointLines(each, layout.shape.lanMbit, multicastMbit)),
  );
}

/**
 * Nothing goes from these hosts to the others of their subnet, or back; the router hears and is heard by all. By ebtables(8),
 * which every kernel with a bridge and netfilter has; VLANs and filters of queues not all have.
 * @param half none: the switch is whole again
 */
export function splitCommand(layout: Layout, subnet: string, half: readonly string[]): Command {
  const { namespace, hosts } = subnetOf(layout, subnet);
  const stranger = half.find((host) => !hosts.includes(host));
  if (stranger) throw new Error(`${stranger} is not of ${subnet}`);
  const port = (host: string) => layout.portOf(host).device;
  const sides = { near: half, far: hosts.filter((host) => !half.includes(host)) };
  const rules = (from: "near" | "far", to: "near" | "far") => [
    ...sides[from].map((host) => `-A FORWARD -i ${port(host)} -j from-${from}`),
    ...sides[to].map((host) => `-A from-${from} -o ${port(host)} -j DROP`),
  ];
  const split = [":from-near ACCEPT", ":from-far ACCEPT", ...rules("near", "far"), ...rules("far", "near")];
  const table = ["*filter", ":FORWARD ACCEPT", ...(half.length === 0 ? [] : split)];
  return inside(namespace, ["ebtables-restore"], table);
}

function subnetOf(layout: Layout, subnet: string): { namespace: string; hosts: string[] } {
  const { switchNode, device } = layout.portOf(subnet);
  if (device !== "up0") throw new Error(`not a subnet: ${subnet}`);
  return { namespace: layout.namespaceOf(switchNode), hosts: layout.hostsOf(Number(subnet.slice(1))) };
}
