import { type Command, inside } from "./command.ts";
import type { Layout } from "./layout.ts";

/** Since the network was built. */
export interface NetlabCounters {
  wan: { down_bytes: number; up_bytes: number };
  subnets: Record<string, { switch_in_bytes: number; to_router_bytes: number; from_router_bytes: number }>;
  hosts: Record<string, { tx_bytes: number; rx_bytes: number; udp_rcvbuf_drops: number }>;
}

interface LinkCounts {
  ifname: string;
  stats64: Record<"rx" | "tx", { bytes: number }>;
}

export function readCounters(layout: Layout, run: (command: Command) => string): NetlabCounters {
  const links = (node: string) => {
    const argv = ["ip", "-n", layout.namespaceOf(node), "-s", "-j", "link", "show"];
    const all = JSON.parse(run({ argv })) as LinkCounts[];
    return (device: string) => {
      const { rx, tx } = all.find(({ ifname }) => ifname === device)!.stats64;
      return { rx: rx.bytes, tx: tx.bytes };
    };
  };
  const wan = links("rtr")("wan0");
  const counters: NetlabCounters = { wan: { down_bytes: wan.rx, up_bytes: wan.tx }, subnets: {}, hosts: {} };
  for (const subnet of layout.subnets) {
    const port = links(`sw${subnet}`);
    const router = port("up0");
    let fromHosts = 0;
    for (const host of layout.hostsOf(subnet)) {
      // What the switch hears is what the host says.
      const { rx, tx } = port(layout.portOf(host).device);
      fromHosts += rx;
      counters.hosts[host] = { tx_bytes: rx, rx_bytes: tx, udp_rcvbuf_drops: receiveBufferDrops(layout, host, run) };
    }
    counters.subnets[`s${subnet}`] = {
      switch_in_bytes: router.rx + fromHosts,
      to_router_bytes: router.tx,
      from_router_bytes: router.rx,
    };
  }
  return counters;
}

function receiveBufferDrops(layout: Layout, host: string, run: (command: Command) => string): number {
  const file = layout.shape.ipv6 ? "/proc/net/snmp6" : "/proc/net/snmp";
  const text = run(inside(layout.namespaceOf(host), ["cat", file]));
  if (layout.shape.ipv6) return Number(/^Udp6RcvbufErrors\s+(\d+)/m.exec(text)?.[1]);
  const [names, values] = text.split("\n").filter((line) => line.startsWith("Udp: "));
  return Number(values!.split(" ")[names!.split(" ").indexOf("RcvbufErrors")]);
}
