import type { RemoteInfo, Socket } from "node:dgram";
import { readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { isInPrefix, type Prefix, prefixOf } from "@shoal/core/subnet/prefix";
import { isGroup } from "./group.ts";
import { type LinkAddress, linkAddresses, type ReadInterfaces } from "./link-change.ts";
import { type LinkWatch, watchLinks } from "./links.ts";
import {
  type Address,
  DATAGRAM_BYTES,
  SEND_QUEUE_DATAGRAMS,
  type Transport,
  type TransportEvents,
  type TransportFactory,
} from "./transport.ts";
import { type GroupSocket, joinGroup } from "./udp-group.ts";
import { bindNow, enlarge, udpSocket } from "./udp-socket.ts";
import { readUdpTable } from "./udp-table.ts";

/** How often a transport looks whether its link is still there. */
const LOOK_MS = 2000;
/** Failing sends lead to a look too, but a storm of them not to a storm of looks. */
const LOOK_LEAST_MS = 500;

export interface UdpOptions {
  readInterfaces?: ReadInterfaces;
  lookMs?: number;
}

/**
 * UDP on one link: a socket on a port of its own for unicast and for all sending, and one for each joined group on the well-known
 * port, which several agents of one machine share. The size of the send buffer is left alone: a larger one loses datagrams
 * in the network card's queue without a word.
 */
export function udpTransport(options: UdpOptions = {}): TransportFactory {
  return {
    async open(link, port, events) {
      const { readInterfaces = networkInterfaces, lookMs = LOOK_MS } = options;
      const here = findLink(linkAddresses(readInterfaces()), link);
      if (!here) throw new Error(`${link.name} has no address ${link.address}`);
      const socket = udpSocket(here.family, false);
      try {
        return new UdpTransport(socket, here, port, events, (gone) =>
          watchLinks(readInterfaces, (_, now) => !findLink(now, link) && gone(), lookMs),
        );
      } catch (error) {
        socket.close();
        throw error;
      }
    },
  };
}

export const udp: TransportFactory = udpTransport();

class UdpTransport implements Transport {
  readonly local: Address;
  readonly receiveBufferBytes: number;
  readonly datagramBytes: number;
  readonly #socket: Socket;
  readonly #inode: string | undefined;
  readonly #here: LinkAddress;
  readonly #zone: string | undefined;
  readonly #port: number;
  readonly #events: TransportEvents;
  readonly #prefix: Prefix | undefined;
  readonly #groups = new Map<string, GroupSocket>();
  readonly #closing = new Set<Promise<void>>();
  readonly #watch: LinkWatch;
  #lookedMs = 0;
  /** Of groups that were left. */
  #droppedBefore = 0;
  #failures: { count: number; last?: string } = { count: 0 };
  #neighbour = "";
  #isDown = false;
  #closed: Promise<void> | undefined;

  constructor(
    socket: Socket,
    here: LinkAddress,
    port: number,
    events: TransportEvents,
    watch: (gone: () => void) => LinkWatch,
  ) {
    const { family, name, address } = here;
    this.#socket = socket;
    this.#here = here;
    this.#port = port;
    this.#events = events;
    // RFC 4007 6 and 11: an IPv6 group or link-local address means something together with its link only.
    if (family === 6) this.#zone = process.platform === "win32" ? String(here.zone ?? 0) : name;
    // A link-local group stays on its link by itself; the others are told apart by who sends.
    else this.#prefix = prefixOf(address, here.prefixLength);
    this.#inode = bindNow(socket, family, { address: this.#zoned(address), port: 0 });
    this.local = { host: socket.address().address, port: socket.address().port };
    this.datagramBytes = Math.min(DATAGRAM_BYTES[family], (mtuOf(name) ?? 1500) - (1500 - DATAGRAM_BYTES[family]));
    socket.setMulticastInterface(this.#multicastLink);
    socket.setMulticastTTL(1);
    // Two agents on one machine hear each other; the own datagrams are known by where they come from.
    socket.setMulticastLoopback(true);
    this.receiveBufferBytes = enlarge(socket);
    socket.on("message", (bytes, from) => this.#take(bytes, from));
    // A datagram that could not be received is a lost one.
    socket.on("error", () => this.#look());
    this.#watch = watch(() => this.#down(`${name} has no address ${address} any more`));
  }

  get queued(): number {
    return this.#closed ? 0 : this.#socket.getSendQueueCount();
  }

  join(group: string): void {
    if (!isGroup(group, this.#here.family))
      throw new RangeError(`${group} is no group for IPv${this.#here.family} here`);
    if (this.#closed || this.#groups.has(group)) return;
    const place = { family: this.#here.family, group, port: this.#port, link: this.#multicastLink };
    const take = (bytes: Buffer, from: RemoteInfo) => {
      if (this.#groups.has(group) && this.#isNeighbour(from.address)) this.#take(bytes, from);
    };
    this.#orDown(`${group} cannot be joined on ${this.#here.name}`, () => {
      const socket = joinGroup({ ...place, ...(this.#zone === undefined ? {} : { zone: this.#zone }) }, take);
      this.#groups.set(group, socket);
    });
  }

  leave(group: string): void {
    const socket = this.#groups.get(group);
    if (!socket) return;
    this.#droppedBefore += this.#dropsOf([socket.inode]) ?? 0;
    this.#groups.delete(group);
    const closing = socket.close().finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  rejoin(group: string): void {
    const socket = this.#groups.get(group);
    if (!socket) return this.join(group);
    this.#orDown(`${group} cannot be joined again on ${this.#here.name}`, () => socket.rejoin());
  }

  send(datagram: Uint8Array, to: Address): boolean {
    if (datagram.length > this.datagramBytes)
      throw new RangeError(`${datagram.length} bytes are more than the ${this.datagramBytes} of a datagram here`);
    if (this.#closed || this.#socket.getSendQueueCount() >= SEND_QUEUE_DATAGRAMS) return false;
    this.#socket.send(datagram, to.port, this.#zoned(to.host), this.#sent);
    return true;
  }

  failures(): { count: number; last?: string } {
    return { ...this.#failures };
  }

  dropped(): number | undefined {
    const now = this.#dropsOf([this.#inode, ...[...this.#groups.values()].map((group) => group.inode)]);
    return now === undefined ? undefined : this.#droppedBefore + now;
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#watch.stop();
    for (const group of [...this.#groups.keys()]) this.leave(group);
    await Promise.all([...this.#closing, new Promise<void>((done) => this.#socket.close(() => done()))]);
  }

  get #multicastLink(): string {
    return this.#zone === undefined ? this.#here.address : `::%${this.#zone}`;
  }

  /** The zone that another machine or a caller has named means nothing here. */
  #zoned(host: string): string {
    return /^fe[89ab]/i.test(host) ? `${host.split("%", 1)[0]}%${this.#zone}` : host;
  }

  readonly #sent = (error: Error | null): void => {
    // What waited when this was closed was not refused.
    if (!error || this.#closed) return;
    this.#failures = { count: this.#failures.count + 1, last: (error as NodeJS.ErrnoException).code ?? error.message };
    this.#look();
  };

  #take(bytes: Buffer, from: RemoteInfo): void {
    if (this.#closed || (from.port === this.local.port && from.address === this.local.host)) return;
    this.#events.datagram(bytes, { host: from.address, port: from.port });
  }

  /** A machine with two links hears a group on both as soon as anybody there has joined it on both. */
  #isNeighbour(address: string): boolean {
    if (this.#prefix === undefined || address === this.#neighbour) return true;
    const isNear = isInPrefix(address, this.#prefix);
    // One casts while many listen: it is nearly always the same.
    if (isNear) this.#neighbour = address;
    return isNear;
  }

  #dropsOf(inodes: readonly (string | undefined)[]): number | undefined {
    const rows = readUdpTable(this.#here.family);
    if (!rows || this.#inode === undefined) return undefined;
    return rows.reduce((sum, row) => sum + (inodes.includes(row.inode) ? row.drops : 0), 0);
  }

  #orDown(what: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#down(`${what}: ${(error as Error).message}`);
    }
  }

  #look(): void {
    if (this.#closed || performance.now() - this.#lookedMs < LOOK_LEAST_MS) return;
    this.#lookedMs = performance.now();
    this.#watch.look();
  }

  /** Never within a call of the owner, who may not expect it there. */
  #down(why: string): void {
    if (this.#isDown) return;
    this.#isDown = true;
    setImmediate(() => {
      if (!this.#closed) this.#events.down(why);
    });
  }
}

function findLink(links: readonly LinkAddress[], { name, address }: { name: string; address: string }) {
  const bare = address.split("%", 1)[0];
  return links.find((each) => each.name === name && each.address === bare);
}

/** Only Linux tells it by a file; elsewhere it is taken for Ethernet's. */
function mtuOf(name: string): number | undefined {
  try {
    return Number(readFileSync(`/sys/class/net/${name}/mtu`, "latin1")) || undefined;
  } catch {
    return undefined;
  }
}
