import type { AgentOptions } from "@shoal/agent/agent";
import { MemoryNet } from "@shoal/agent/transport/memory";
import { seededRandom } from "@shoal/core/random/seeded";

type Wire = NonNullable<AgentOptions["wire"]>;
type Kind = Awaited<ReturnType<Awaited<ReturnType<Wire>>["links"]>>[number]["kind"];

/**
 * Subnets of devices in this process. Datagrams pass in memory, with loss; pieces by unicast pass over this machine's loopback,
 * where every address of 127.0.0.0/8 is.
 */
export class Subnets {
  readonly #net: MemoryNet;
  readonly #addresses = new Map<string, { address: string; subnet: string; kind: Kind }>();
  /** Datagrams that have reached a receiver or were lost on the way to it. */
  datagrams = 0;

  /** @param names of devices, subnet by subnet; those with a `~` in front are wireless, and so never lead */
  constructor(names: readonly (readonly string[])[], { loss, seed }: { loss: number; seed: number }) {
    const random = seededRandom(seed);
    const ranges = names.map((_, at) => `127.${77 + at}.0.0/24`);
    this.#net = new MemoryNet({
      subnets: ranges,
      loss,
      random: () => {
        this.datagrams++;
        return random();
      },
    });
    for (const [at, devices] of names.entries())
      for (const [number, name] of devices.entries())
        this.#addresses.set(name.replace("~", ""), {
          address: `127.${77 + at}.0.${number + 1}`,
          subnet: ranges[at]!,
          kind: name.startsWith("~") ? "wireless" : "wired",
        });
  }

  get names(): string[] {
    return [...this.#addresses.keys()];
  }

  wireOf(name: string): Wire | undefined {
    const at = this.#addresses.get(name);
    return (
      at &&
      (async () => ({
        factory: this.#net,
        links: async () => [{ name: "eth0", ...at }],
        onMains: async () => true,
      }))
    );
  }
}
