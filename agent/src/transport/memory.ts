import { isInPrefix, type Prefix, prefixOf } from "@shoal/core/subnet/prefix";
import { isGroup } from "./group.ts";
import { MemoryTransport } from "./memory-transport.ts";
import type { Address, Transport, TransportEvents, TransportFactory } from "./transport.ts";

export interface MemoryNetOptions {
  /** Ranges of addresses, as `10.1.0.0/24`. Multicast stays in one; unicast crosses. */
  subnets: readonly string[];
  /** Share of datagrams that a receiver does not get, each for itself. */
  loss?: number;
  /** 0 up to 1; only asked where something may be lost. */
  random?: () => number;
}

/** A network without sockets: the twin of UDP for tests. Transports of one address are agents of one machine. */
export class MemoryNet implements TransportFactory {
  readonly #subnets: Prefix[];
  readonly #random: () => number;
  readonly #loss = new Map<string, number>();
  readonly #jammed = new Set<string>();
  readonly #open = new Set<MemoryTransport>();
  #lastPort = 49_151;

  constructor({ subnets, loss = 0, random = Math.random }: MemoryNetOptions) {
    this.#subnets = subnets.map((text) => {
      const [address = "", length = ""] = text.split("/");
      const prefix = prefixOf(address, Number(length || Number.NaN));
      if (!prefix) throw new RangeError(`${text} is no range of addresses`);
      this.#loss.set(prefix.network, loss);
      return prefix;
    });
    this.#random = random;
  }

  async open(link: { name: string; address: string }, port: number, events: TransportEvents): Promise<Transport> {
    const subnet = this.#subnetOf(link.address);
    if (!subnet) throw new Error(`${link.name} has no address ${link.address}`);
    const transport = new MemoryTransport({
      local: { host: link.address, port: ++this.#lastPort },
      family: subnet.family,
      isJammed: () => this.#jammed.has(link.address),
      groupPort: port,
      carry: (datagram, to) => this.#carry(datagram, transport, to),
      closed: () => this.#open.delete(transport),
      events,
    });
    this.#open.add(transport);
    return transport;
  }

  /** From now on, for receivers in the subnet that this address is in. */
  lose(share: number, address: string): void {
    this.#loss.set(this.#subnetOf(address)!.network, share);
  }

  /** The link of an address takes nothing until it is freed; what is sent waits. */
  jam(address: string): void {
    this.#jammed.add(address);
  }

  free(address: string): void {
    this.#jammed.delete(address);
    for (const each of this.#at(address)) each.drain();
  }

  /** The address goes away, as with a pulled cable. */
  unplug(address: string): void {
    for (const each of this.#at(address)) each.unplug();
  }

  #subnetOf(address: string): Prefix | undefined {
    return this.#subnets.find((prefix) => isInPrefix(address, prefix));
  }

  #at(address: string): MemoryTransport[] {
    return [...this.#open].filter((each) => each.local.host === address);
  }

  #carry(datagram: Uint8Array, from: MemoryTransport, to: Address): void {
    const subnet = this.#subnetOf(from.local.host)!;
    const toGroup = isGroup(to.host, subnet.family);
    for (const each of this.#open) {
      if (each === from) continue;
      const own = each.local.host;
      const meant = toGroup ? each.isIn(to) && isInPrefix(own, subnet) : own === to.host && each.local.port === to.port;
      const loss = this.#loss.get(this.#subnetOf(own)!.network)!;
      if (meant && !(loss > 0 && this.#random() < loss)) each.arrive(datagram, from.local);
    }
  }
}
