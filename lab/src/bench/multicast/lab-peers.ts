import { type ChildProcess, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Netlab } from "../../netlab/netlab.ts";
import { cpuSecondsOf } from "../cpu-of.ts";
import { peakRssBytesOf } from "../memory-of.ts";

/** What somebody else's program took for the same content on the same network. */
export interface PeerRun {
  /** Until the last host had it; undefined where not every host got it in time. */
  ms: number | undefined;
  wanBytes: number;
  /** Into the switches, mean of the subnets. */
  switchBytes: number;
  /** Of one receiver, mean; undefined where they end by themselves. */
  cpuSeconds?: number;
  /** Of the receiver that took most. */
  rssBytes?: number;
}

/** Longer than any of them takes when it works. */
const TIMEOUT_S = 180;
const PORT = 8000;
const TRACKER_PORT = 6969;

export function hasProgram(name: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${name}`]).status === 0;
}

/** The parts of a lab that peers play in. The first host of each subnet is its representative: nothing else is elected there. */
export class LabPeers {
  readonly #lab: Netlab;
  readonly #folder: string;
  readonly #file: string;
  readonly #sizeBytes: number;

  /** @param folder in which `content.bin` lies, of so many bytes */
  constructor(lab: Netlab, folder: string, sizeBytes: number) {
    this.#lab = lab;
    this.#folder = folder;
    this.#file = "content.bin";
    this.#sizeBytes = sizeBytes;
  }

  get #subnets(): string[][] {
    const { subnets, hosts } = this.#lab.shape;
    return Array.from({ length: subnets }, (_, s) => Array.from({ length: hosts }, (_, h) => `s${s + 1}.h${h + 1}`));
  }

  get #pull(): string {
    return `curl -sf -o /mnt/${this.#file} http://${this.#lab.serverAddress}:${PORT}/${this.#file}`;
  }

  /** One copy for each subnet by bare HTTP: nothing that fetches it can be quicker. */
  pullPerSubnet(): Promise<PeerRun> {
    return this.#timed([], (hosts) => [hosts[0]!, this.#pull]);
  }

  /** One copy over the WAN by one host alone. */
  pullOnce(): Promise<PeerRun> {
    return this.#timed([], (hosts, subnet) => (subnet === 0 ? [hosts[0]!, this.#pull] : undefined));
  }

  /** HTTP, then uftp in each subnet. @param rateMbit of the cast */
  uftp(rateMbit: number, pull = true): Promise<PeerRun> {
    const kbit = Math.round(rateMbit * 1000);
    const receivers = this.#subnets.flatMap((hosts) =>
      hosts.slice(1).map((host): [string, string] => [host, "exec uftpd -d -q -B 4194304 -I eth0 -D /mnt"]),
    );
    const make = pull ? this.#pull : `cp ${this.#folder}/${this.#file} /mnt/`;
    const cast = (ids: string) =>
      `uftp -q -I eth0 -R ${kbit} -b 1440 -B 4194304 -H ${ids} -r 0.1:0.01:2 /mnt/${this.#file}`;
    return this.#timed(receivers, (hosts) => [
      hosts[0]!,
      `${make} && ${cast(
        hosts
          .slice(1)
          .map((each) => this.#id(each))
          .join(","),
      )}`,
    ]);
  }

  /** udpcast, fed by HTTP while it comes. */
  udpcast(rateMbit: number, pull = true): Promise<PeerRun> {
    const { hosts: perSubnet } = this.#lab.shape;
    const receivers = this.#subnets.flatMap((hosts) =>
      hosts
        .slice(1)
        .map((host): [string, string] => [host, `udp-receiver --nokbd --interface eth0 --file /mnt/${this.#file}`]),
    );
    const source = pull
      ? `curl -sf http://${this.#lab.serverAddress}:${PORT}/${this.#file}`
      : `cat ${this.#folder}/${this.#file}`;
    const send = `udp-sender --nokbd --half-duplex --interface eth0 --rexmit-hello-interval 200 --max-bitrate ${Math.round(rateMbit * 1000)}k --min-receivers ${perSubnet - 1} --max-wait 5`;
    return this.#timed(receivers, (hosts) => [hosts[0]!, `${source} | ${send}`], true);
  }

  /** BitTorrent with a tracker beside the seed, by aria2: everybody fetches, and goes on giving. */
  bitTorrent(): Promise<PeerRun> {
    const server = this.#lab.serverAddress;
    const hook = join(this.#folder, "complete");
    writeFileSync(hook, "#!/bin/sh\ntouch /mnt/complete\n", { mode: 0o755 });
    const torrent = join(this.#folder, "content.torrent");
    rmSync(torrent, { force: true });
    const announce = `http://${server}:${TRACKER_PORT}/announce`;
    const made = spawnSync("mktorrent", ["-l", "18", "-a", announce, "-o", torrent, join(this.#folder, this.#file)]);
    if (made.status !== 0) throw new Error(`mktorrent: ${made.stderr}`);
    // Debian's tracker answers only for what it is told of, in a folder that it makes its root.
    const tracker = join(this.#folder, "tracker");
    mkdirSync(tracker, { recursive: true });
    chmodSync(this.#folder, 0o755);
    const shown = spawnSync("aria2c", ["-S", torrent], { encoding: "utf8" }).stdout;
    writeFileSync(join(tracker, "white"), `${/Info Hash: (\w+)/.exec(shown)?.[1]}\n`);
    const client = "aria2c -q --no-conf --enable-dht=false --enable-dht6=false --bt-enable-lpd=false --bt-max-peers=60";
    const services: [string, string][] = [
      ["srv", `exec opentracker -i ${server} -p ${TRACKER_PORT} -P ${TRACKER_PORT} -d ${tracker} -w /white`],
      ["srv", `exec ${client} --listen-port=6881 -V --seed-ratio=0.0 -d ${this.#folder} ${torrent}`],
    ];
    const fetch = `${client} --listen-port=6881 --file-allocation=none --seed-ratio=0.0 --on-bt-download-complete=${hook} -d /mnt ${torrent}`;
    // Its process goes on; its end is when the content is there.
    const fetchers = this.#subnets
      .flat()
      .map((host): [string, string] => [host, `${fetch} & while [ ! -e /mnt/complete ]; do sleep 0.05; done`]);
    return this.#timed(services, () => undefined, false, fetchers);
  }

  /** uftp's name of a host: its address. */
  #id(host: string): string {
    const address = this.#lab.call("addr", host).trim();
    return `0x${address
      .split(".")
      .map((part) => Number(part).toString(16).padStart(2, "0"))
      .join("")}`;
  }

  async #timed(
    receivers: readonly [string, string][],
    senderOf: (hosts: string[], subnet: number) => [string, string] | undefined,
    receiversEnd = false,
    more: readonly [string, string][] = [],
  ): Promise<PeerRun> {
    const processes: ChildProcess[] = [];
    const start = (host: string, command: string): ChildProcess => {
      const child = this.#lab.spawn(host, ["sh", "-c", command], { output: "ignore", errors: "ignore" });
      processes.push(child);
      return child;
    };
    try {
      start("srv", `cd ${this.#folder} && exec python3 -m http.server ${PORT}`);
      const receiving = receivers.map(([host, command]) => start(host, command));
      const waiting = receiving.map(ended);
      await sleep(1500);
      const before = this.#lab.counters();
      const startedMs = performance.now();
      const senders = this.#subnets.flatMap((hosts, subnet) => {
        const sender = senderOf(hosts, subnet);
        return sender ? [ended(start(...sender))] : [];
      });
      senders.push(...more.map(([host, command]) => ended(start(host, command))));
      const all = Promise.all([...senders, ...(receiversEnd ? waiting : [])]);
      const codes = await Promise.race([all, sleep(TIMEOUT_S * 1000, undefined)]);
      const ms = codes?.every((code) => code === 0) ? performance.now() - startedMs : undefined;
      const after = this.#lab.counters();
      const switched = Object.keys(after.subnets).map(
        (name) => after.subnets[name]!.switch_in_bytes - before.subnets[name]!.switch_in_bytes,
      );
      return {
        ms,
        wanBytes: after.wan.down_bytes - before.wan.down_bytes,
        ...(receiversEnd ? {} : usageOf(receiving)),
        switchBytes: switched.reduce((sum, bytes) => sum + bytes, 0) / switched.length,
      };
    } finally {
      for (const child of processes) child.kill("SIGKILL");
      this.#lab.endAll();
    }
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }
}

function usageOf(running: readonly ChildProcess[]): Pick<PeerRun, "cpuSeconds" | "rssBytes"> {
  if (running.length === 0) return {};
  const pids = running.map(({ pid }) => pid!);
  return {
    cpuSeconds: pids.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0) / pids.length,
    rssBytes: Math.max(...pids.map(peakRssBytesOf)),
  };
}

async function ended(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null) return child.exitCode;
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}
