import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { inside } from "./command.ts";
import { type NetlabCounters, readCounters } from "./counters.ts";
import { Layout, labOf } from "./layout.ts";
import { namespaces, processesIn, removeNamespaces, signalAll } from "./namespaces.ts";
import { networkCommands } from "./network.ts";
import { isOrphaned, ownedId } from "./owner.ts";
import { run } from "./run.ts";
import type { NetlabShape } from "./shape.ts";
import {
  accessPointCommand,
  type MulticastMode,
  multicastCommands,
  portCommand,
  rateCommand,
  splitCommand,
} from "./switch.ts";

export type { NetlabCounters, NetlabShape };

/** ebtables and ip6tables come with iptables. */
const PROGRAMS = ["ip", "tc", "bridge", "iptables", "ebtables-restore"];

/** Why there can be no network of namespaces here; undefined where there can. */
export function netlabMissing(): string | undefined {
  if (process.getuid?.() !== 0) return "network namespaces need root";
  const missing = PROGRAMS.find((program) => spawnSync("sh", ["-c", `command -v ${program}`]).status !== 0);
  return missing && `${missing} is not on this system`;
}

export interface SpawnOptions {
  input?: "pipe";
  output?: "inherit" | "ignore" | "pipe";
  errors?: "ignore";
}

/**
 * Subnets of network namespaces on this machine, with a WAN between them and a server:
 *
 *     srv ── WAN ── rtr ─┬─ sw1 ─┬─ s1.h1
 *                        │       └─ s1.h2
 *                        └─ sw2 ─── s2.h1
 *
 * The router routes no multicast. Other processes make this of the same shape and id, and are in the same network.
 */
export class Netlab {
  readonly shape: NetlabShape;
  readonly id: string;
  readonly #layout: Layout;

  /** @param id none: one that nobody else has, and whose network somebody else removes when this process ends without having done so */
  constructor(shape: NetlabShape, id = ownedId()) {
    this.shape = shape;
    this.id = id;
    this.#layout = new Layout(shape, id);
  }

  get serverAddress(): string {
    return this.addressOf("srv");
  }

  get hosts(): string[] {
    return this.#layout.hosts;
  }

  addressOf(node: string): string {
    return this.#layout.addressOf(node);
  }

  /** @throws Error with what the command said that failed; then nothing is left of it */
  up(): void {
    removeNamespaces(namespaces().filter((name) => isOrphaned(labOf(name) ?? "")));
    this.down();
    try {
      for (const command of networkCommands(this.#layout)) run(command);
    } catch (error) {
      this.down();
      throw error;
    }
  }

  /** Ends whatever lives in it, then removes it. */
  down(): void {
    removeNamespaces(this.#namespaces());
  }

  /** Ends everything that runs in the nodes; the network stays. */
  endAll(): void {
    signalAll(processesIn(this.#namespaces()), "SIGKILL");
  }

  /** A process in a node, with a `/mnt` of its own. */
  spawn(node: string, argv: readonly string[], options: SpawnOptions = {}): ChildProcess {
    const { input = "ignore", output = "inherit", errors = "inherit" } = options;
    const own = 'mount -t tmpfs tmpfs /mnt && exec "$@"';
    const [program, ...words] = inside(this.#layout.namespaceOf(node), ["sh", "-c", own, "sh", ...argv]).argv;
    return spawn(program!, words, { stdio: [input, output, errors] });
  }

  counters(): NetlabCounters {
    return readCounters(this.#layout, run);
  }

  /** Cuts a host off, or a subnet from the router: frames vanish without a word. */
  partition(node: string): void {
    run(portCommand(this.#layout, node, false));
  }

  heal(node: string): void {
    run(portCommand(this.#layout, node, true));
  }

  /** These hosts and the others of their subnet do not hear each other; all hear the router. */
  split(subnet: string, hosts: readonly string[]): void {
    run(splitCommand(this.#layout, subnet, hosts));
  }

  unite(subnet: string): void {
    run(splitCommand(this.#layout, subnet, []));
  }

  igmp(subnet: string, mode: MulticastMode): void {
    for (const command of multicastCommands(this.#layout, subnet, mode)) run(command);
  }

  /** An access point sends what is cast to a host, or to all of a subnet, at the rate that the weakest of them hears. */
  wifi(node: string, multicastMbit: number): void {
    run(accessPointCommand(this.#layout, node, multicastMbit));
  }

  /** What the switch sends to a host goes at this rate from here on. */
  rate(host: string, mbit: number): void {
    run(rateCommand(this.#layout, host, mbit));
  }

  #namespaces(): string[] {
    return namespaces().filter((name) => labOf(name) === this.id);
  }
}
