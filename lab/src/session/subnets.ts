import type { AgentOptions } from "@shoal/agent/agent";
import { MULTICAST_PORT } from "@shoal/agent/multicast/keys";
import { MemoryNet } from "@shoal/agent/transport/memory";
import type { Transport, TransportEvents } from "@shoal/agent/transport/transport";
import { seededRandom } from "@shoal/core/random/seeded";
import type { Link } from "@shoal/protocol/device/link";

type Wire = NonNullable<AgentOptions["wire"]>;

/**
 * Subnets of devices in this process. Datagrams pass in memory, with loss; pieces by unicast pass over this machine's loopback,
 * where every address of 127.0.0.0/8 is.
 */
export class Subnets {
  readonly #net: MemoryNet;
  readonly #ranges: string[];
  readonly #links = new Map<string, Link[]>();
  /** Addresses that were given out, by subnet. */
  readonly #given: number[];
  /** Datagrams that have reached a receiver or were lost on the way to it. */
  datagrams = 0;

  /** @param names of devices, subnet by subnet, some in several; those with a `~` in front are wireless, and so never lead */
  constructor(names: readonly (readonly string[])[], { loss, seed }: { loss: number; seed: number }) {
    const random = seededRandom(seed);
    this.#ranges = names.map((_, at) => `127.${77 + at}.0.0/24`);
    this.#given = names.map(() => 0);
    this.#net = new MemoryNet({
      subnets: this.#ranges,
      loss,
      random: () => {
        this.datagrams++;
        return random();
      },
    });
    for (const [at, devices] of names.entries()) for (const name of devices) this.#plug(name, at);
  }

  get names(): string[] {
    return [...this.#links.keys()];
  }

  /** The cable goes, and the device has links into these subnets. Its agent has to be told. */
  move(name: string, ...subnets: number[]): void {
    const before = this.#links.get(name)!;
    this.#links.set(name, []);
    for (const at of subnets) this.#plug(name, at);
    for (const { addresses } of before) this.#net.unplug(addresses[0]!.split("/", 1)[0]!);
  }

  wireOf(name: string): Wire | undefined {
    return (
      this.#links.get(name) &&
      (async () => ({ factory: this.#net, links: async () => this.#links.get(name)!, onMains: async () => true }))
    );
  }

  /** Somebody in this subnet who is no device of ours. */
  async stranger(at: number, heard: TransportEvents["datagram"]): Promise<Transport> {
    const address = this.#ranges[at]!.replace("0/24", "250");
    return await this.#net.open({ name: "eth0", address }, MULTICAST_PORT, { datagram: heard, down() {} });
  }

  #plug(name: string, at: number): void {
    const bare = name.replace("~", "");
    const links = this.#links.get(bare) ?? [];
    this.#links.set(bare, [
      ...links,
      {
        name: `eth${links.length}`,
        kind: name.startsWith("~") ? "wireless" : "wired",
        addresses: [this.#ranges[at]!.replace("0/", `${++this.#given[at]!}/`)],
        gateways: [],
      },
    ]);
  }
}
