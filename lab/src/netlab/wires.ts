import type { Layout } from "./layout.ts";
import { cardQueue, type Queue, switchQueue, wanQueue } from "./queue.ts";

export interface WireEnd {
  node: string;
  device: string;
  queue: Queue;
  /** None: a port of a switch. */
  address?: string;
  gateway?: string;
}

/** From end to end: server, router, switches, hosts. */
export function wiresOf(layout: Layout): [WireEnd, WireEnd][] {
  const { wanMbit, lanMbit } = layout.shape;
  const [wan, port, card] = [wanQueue(wanMbit), switchQueue(lanMbit), cardQueue(lanMbit)];
  const leaf = (node: string, subnet: number, queue: Queue): WireEnd => {
    return { node, device: "eth0", queue, address: layout.addressOf(node), gateway: layout.gatewayOf(subnet) };
  };
  const router = (device: string, subnet: number, queue: Queue): WireEnd => {
    return { node: "rtr", device, queue, address: layout.gatewayOf(subnet) };
  };
  return [
    [router("wan0", 0, wan), leaf("srv", 0, wan)],
    ...layout.subnets.flatMap((subnet): [WireEnd, WireEnd][] => [
      [{ node: `sw${subnet}`, device: "up0", queue: port }, router(`lan${subnet}`, subnet, port)],
      ...layout.hostsOf(subnet).map((host): [WireEnd, WireEnd] => {
        const { switchNode, device } = layout.portOf(host);
        return [{ node: switchNode, device, queue: port }, leaf(host, subnet, card)];
      }),
    ]),
  ];
}
