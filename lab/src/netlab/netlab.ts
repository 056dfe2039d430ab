import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** Since the network was built. */
export interface NetlabCounters {
  wan: { down_bytes: number; up_bytes: number };
  subnets: Record<string, { switch_in_bytes: number; to_router_bytes: number; from_router_bytes: number }>;
  hosts: Record<string, { tx_bytes: number; rx_bytes: number; udp_rcvbuf_drops: number }>;
}

export interface NetlabShape {
  subnets: number;
  hosts: number;
  wanMbit: number;
  lanMbit: number;
  lossPercent: number;
  /** Instead of IPv4. */
  ipv6?: boolean;
}

/** Where the script that builds networks lies: beside this repository, or where SHOAL_NETLAB says. */
export function netlabScript(): string | undefined {
  const places = [process.env["SHOAL_NETLAB"], join(ROOT, "../shared/lab/netlab.sh")];
  return places.find((place) => place !== undefined && existsSync(place));
}

/** Why there can be no network of namespaces here; undefined where there can. */
export function netlabMissing(): string | undefined {
  if (process.getuid?.() !== 0) return "network namespaces need root";
  if (!netlabScript()) return "netlab.sh was not found: set SHOAL_NETLAB to it";
  for (const program of ["ip", "iptables", "bridge", "tc"])
    if (spawnSync("sh", ["-c", `command -v ${program}`]).status !== 0) return `${program} is not on this system`;
  return undefined;
}

/** Subnets of network namespaces on this machine, with a WAN between them and a server. `down` ends whatever lives in them. */
export class Netlab {
  readonly shape: NetlabShape;
  readonly #env: NodeJS.ProcessEnv;
  readonly #net: number;

  /** @param id tells labs that stand at the same time apart: 1 to 150 */
  constructor(shape: NetlabShape, id = 1 + (process.pid % 150)) {
    this.shape = shape;
    this.#net = 80 + id;
    this.#env = { ...process.env, NETLAB_PREFIX: `sh${id}`, NETLAB_NET: String(this.#net) };
  }

  get serverAddress(): string {
    return this.shape.ipv6 ? `fd00:${this.#net}::1` : `10.${this.#net}.0.1`;
  }

  get hosts(): string[] {
    const { subnets, hosts } = this.shape;
    return Array.from({ length: subnets }, (_, s) =>
      Array.from({ length: hosts }, (_, h) => `s${s + 1}.h${h + 1}`),
    ).flat();
  }

  up(): void {
    const { subnets, hosts, wanMbit, lanMbit, lossPercent, ipv6 } = this.shape;
    this.call("up", ...[subnets, hosts, wanMbit, lanMbit, lossPercent].map(String));
    if (ipv6) this.#useIPv6();
  }

  /** The script knows IPv4: the same lines with other addresses, and none of the old ones. */
  #useIPv6(): void {
    const prefix = `fd00:${this.#net}:`;
    this.#address("rtr", "wan0", `${prefix}:fe`);
    this.#sh("rtr", "sysctl -qw net.ipv6.conf.all.forwarding=1");
    this.#address("srv", "eth0", `${prefix}:1`, `${prefix}:fe`);
    for (let s = 1; s <= this.shape.subnets; s++) this.#address("rtr", `lan${s}`, `${prefix}${s}::fe`);
    const share = this.shape.lossPercent / 100;
    for (const host of this.hosts) {
      const [s, h] = [...host.matchAll(/\d+/g)].map(Number);
      this.#address(host, "eth0", `${prefix}${s}::${10 + h!}`, `${prefix}${s}::fe`);
      const lose = `-p udp -m statistic --mode random --probability ${share} -j DROP`;
      if (share > 0) this.#sh(host, `ip6tables -w -t raw -A PREROUTING ${lose}`);
    }
  }

  #address(node: string, dev: string, address: string, gateway?: string): void {
    const conf = `net.ipv6.conf.${dev}`;
    this.#sh(node, `sysctl -qw net.ipv6.conf.lo.disable_ipv6=0 ${conf}.accept_dad=0 ${conf}.disable_ipv6=0`);
    this.#sh(node, `ip -4 addr flush dev ${dev}`);
    this.#sh(node, `ip -6 addr add ${address}/64 dev ${dev} nodad`);
    if (gateway) this.#sh(node, `ip -6 route add default via ${gateway}`);
  }

  #sh(node: string, command: string): void {
    this.call("exec", node, "--", "sh", "-c", command);
  }

  /** One command of the script. @throws Error with what it said */
  call(...words: string[]): string {
    const { status, stdout, stderr } = spawnSync("bash", [netlabScript()!, ...words], {
      env: this.#env,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`netlab ${words.join(" ")}: ${stderr.trim()}`);
    return stdout;
  }

  /** A process in a node, with a `/mnt` of its own. */
  spawn(
    node: string,
    argv: readonly string[],
    options: { output?: "inherit" | "ignore" | "pipe"; errors?: "ignore" } = {},
  ): ChildProcess {
    const output = options.output ?? "inherit";
    const own = 'mount -t tmpfs tmpfs /mnt && exec "$@"';
    return spawn("bash", [netlabScript()!, "exec", node, "--", "sh", "-c", own, "sh", ...argv], {
      env: this.#env,
      stdio: ["ignore", output, options.errors ?? "inherit"],
    });
  }

  counters(): NetlabCounters {
    return JSON.parse(this.call("counters")) as NetlabCounters;
  }

  /** Ends everything that runs in the nodes; the network stays. */
  endAll(): void {
    const { subnets } = this.shape;
    const nodes = ["srv", "rtr", ...Array.from({ length: subnets }, (_, s) => `sw${s + 1}`), ...this.hosts];
    for (const node of nodes) {
      const name = `${this.#env["NETLAB_PREFIX"]}-${node.replace(".", "")}`;
      const { stdout } = spawnSync("ip", ["netns", "pids", name], { encoding: "utf8" });
      for (const pid of stdout.split("\n").filter(Boolean))
        try {
          process.kill(Number(pid), "SIGKILL");
        } catch {
          // It has ended by itself.
        }
    }
  }

  down(): void {
    this.call("down");
  }
}
