import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Netlab } from "../../netlab/netlab.ts";
import { hasProgram, type NodeCommand, type PeerPlay, type PeerRun, playPeer } from "./peer-run.ts";

const PORT = 8000;
const TRACKER_PORT = 6969;
const BIT_TORRENT = ["aria2c", "opentracker", "mktorrent"];
const NORM_SOURCE = fileURLToPath(new URL("./norm-peer.cpp", import.meta.url));
const FILE = "content.bin";

/** The parts of a lab that peers play in. The first host of each subnet is its representative: nothing else is elected there. */
export class LabPeers {
  readonly #lab: Netlab;
  readonly #folder: string;

  /** @param folder in which `content.bin` lies */
  constructor(lab: Netlab, folder: string) {
    this.#lab = lab;
    this.#folder = folder;
  }

  get #subnets(): string[][] {
    const { subnets, hosts } = this.#lab.shape;
    return Array.from({ length: subnets }, (_, s) => Array.from({ length: hosts }, (_, h) => `s${s + 1}.h${h + 1}`));
  }

  get #representatives(): string[] {
    return this.#subnets.map(([first]) => first!);
  }

  /** Everybody but the representatives. */
  get #members(): string[] {
    return this.#subnets.flatMap(([, ...others]) => others);
  }

  get #pull(): string {
    return `curl -sf -o /mnt/${FILE} http://${this.#lab.serverAddress}:${PORT}/${FILE}`;
  }

  /** Before the cast: the representative has the file at `/mnt`, from the server or from its own disk. */
  #first(pull: boolean): string {
    return pull ? this.#pull : `cp ${this.#folder}/${FILE} /mnt/`;
  }

  /** One copy for each subnet by bare HTTP: nothing that fetches it can be quicker. */
  pullPerSubnet(): Promise<PeerRun> {
    return this.#pullBy(this.#representatives);
  }

  /** One copy over the WAN by one host alone. */
  pullOnce(): Promise<PeerRun> {
    return this.#pullBy(this.#representatives.slice(0, 1));
  }

  pullEverywhere(): Promise<PeerRun> {
    return this.#pullBy(this.#subnets.flat());
  }

  #pullBy(hosts: readonly string[]): Promise<PeerRun> {
    return this.#play({ senders: hosts.map((host) => [host, this.#pull]), until: "senders" });
  }

  /** HTTP, then uftp in each subnet. @param rateMbit of the cast @returns undefined where it is not on this system */
  async uftp(rateMbit: number, pull = true): Promise<PeerRun | undefined> {
    if (!hasProgram("uftp")) return undefined;
    const kbit = Math.round(rateMbit * 1000);
    const cast = (ids: string) => `uftp -q -I eth0 -R ${kbit} -b 1440 -B 4194304 -H ${ids} -r 0.1:0.01:2 /mnt/${FILE}`;
    return await this.#play({
      receivers: this.#members.map((host) => [host, "exec uftpd -d -q -B 4194304 -I eth0 -D /mnt"]),
      senders: this.#subnets.map(([first, ...others]) => [
        first!,
        `${this.#first(pull)} && ${cast(others.map((each) => this.#address(each)).join(","))}`,
      ]),
      until: "senders",
    });
  }

  /** udpcast after the pull, or fed by it while it comes. */
  async udpcast(rateMbit: number, how: "after-pull" | "while-pulling"): Promise<PeerRun | undefined> {
    if (!hasProgram("udp-sender")) return undefined;
    const { hosts: perSubnet } = this.#lab.shape;
    const send = `udp-sender --nokbd --half-duplex --interface eth0 --rexmit-hello-interval 200 --max-bitrate ${Math.round(rateMbit * 1000)}k --min-receivers ${perSubnet - 1} --max-wait 5`;
    const command =
      how === "after-pull"
        ? `${this.#pull} && ${send} --file /mnt/${FILE}`
        : `curl -sf http://${this.#lab.serverAddress}:${PORT}/${FILE} | ${send}`;
    return await this.#play({
      receivers: this.#members.map((host) => [host, `udp-receiver --nokbd --interface eth0 --file /mnt/${FILE}`]),
      senders: this.#representatives.map((host) => [host, command]),
      until: "both",
    });
  }

  /** HTTP, then NORM in each subnet. */
  async norm(rateMbit: number): Promise<PeerRun | undefined> {
    const program = this.#compiledNorm();
    if (!program) return undefined;
    const bits = Math.round(rateMbit * 1e6);
    const id = (host: string) => Number(this.#address(host));
    return await this.#play({
      receivers: this.#members.map((host) => [host, `exec ${program} receive /mnt/ eth0 ${id(host)}`]),
      senders: this.#subnets.map(([first, ...others]) => [
        first!,
        `${this.#pull} && exec ${program} send /mnt/${FILE} ${bits} eth0 ${id(first!)} ${others.map(id).join(" ")}`,
      ]),
      until: "receivers",
    });
  }

  /** BitTorrent with a tracker beside the seed, by aria2: everybody fetches, and goes on giving. */
  async bitTorrent(): Promise<PeerRun | undefined> {
    if (!BIT_TORRENT.every(hasProgram)) return undefined;
    const server = this.#lab.serverAddress;
    const hook = join(this.#folder, "complete");
    writeFileSync(hook, "#!/bin/sh\ntouch /mnt/complete\n", { mode: 0o755 });
    const torrent = join(this.#folder, "content.torrent");
    rmSync(torrent, { force: true });
    const announce = `http://${server}:${TRACKER_PORT}/announce`;
    const made = spawnSync("mktorrent", ["-l", "18", "-a", announce, "-o", torrent, join(this.#folder, FILE)]);
    if (made.status !== 0) throw new Error(`mktorrent: ${made.stderr}`);
    // Debian's tracker answers only for what it is told of, in a folder that it makes its root.
    const tracker = join(this.#folder, "tracker");
    mkdirSync(tracker, { recursive: true });
    chmodSync(this.#folder, 0o755);
    const shown = spawnSync("aria2c", ["-S", torrent], { encoding: "utf8" }).stdout;
    writeFileSync(join(tracker, "white"), `${/Info Hash: (\w+)/.exec(shown)?.[1]}\n`);
    const client = "aria2c -q --no-conf --enable-dht=false --enable-dht6=false --bt-enable-lpd=false --bt-max-peers=60";
    const fetch = `${client} --listen-port=6881 --file-allocation=none --seed-ratio=0.0 --on-bt-download-complete=${hook} -d /mnt ${torrent}`;
    return await this.#play({
      services: [
        ["srv", `exec opentracker -i ${server} -p ${TRACKER_PORT} -P ${TRACKER_PORT} -d ${tracker} -w /white`],
        ["srv", `exec ${client} --listen-port=6881 -V --seed-ratio=0.0 -d ${this.#folder} ${torrent}`],
      ],
      // Its process goes on; its end is when the content is there.
      senders: this.#subnets
        .flat()
        .map((host) => [host, `${fetch} & while [ ! -e /mnt/complete ]; do sleep 0.05; done`]),
      until: "senders",
    });
  }

  /** As a number in hexadecimal: uftp's and NORM's name of a host. */
  #address(host: string): string {
    const address = this.#lab.addressOf(host);
    return `0x${address
      .split(".")
      .map((part) => Number(part).toString(16).padStart(2, "0"))
      .join("")}`;
  }

  #compiledNorm(): string | undefined {
    const program = join(this.#folder, "norm-peer");
    chmodSync(this.#folder, 0o755);
    const { status } = spawnSync("g++", ["-O2", "-o", program, NORM_SOURCE, "-lnorm", "-lprotokit"]);
    return status === 0 ? program : undefined;
  }

  #play(play: PeerPlay): Promise<PeerRun> {
    const web: NodeCommand = ["srv", `cd ${this.#folder} && exec python3 -m http.server ${PORT}`];
    return playPeer(this.#lab, { ...play, services: [web, ...(play.services ?? [])] });
  }
}
