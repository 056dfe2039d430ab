import { isGroup } from "./group.ts";
import {
  type Address,
  DATAGRAM_BYTES,
  SEND_QUEUE_DATAGRAMS,
  type Transport,
  type TransportEvents,
} from "./transport.ts";

interface Parts {
  local: Address;
  family: 4 | 6;
  groupPort: number;
  isJammed: () => boolean;
  carry: (datagram: Uint8Array, to: Address) => void;
  closed: () => void;
  events: TransportEvents;
}

/** What a datagram costs in a receive buffer, as Linux counts. */
const BUFFER_SHARE_BYTES = 2304;

/** One agent's end of a network in memory. */
export class MemoryTransport implements Transport {
  readonly local: Address;
  readonly receiveBufferBytes = 4 * 1024 * 1024;
  readonly datagramBytes: number;
  readonly #parts: Parts;
  readonly #groups = new Set<string>();
  #waiting: { datagram: Uint8Array; to: Address }[] = [];
  #arrived: { datagram: Uint8Array; from: Address }[] = [];
  #dropped = 0;
  #failed = 0;
  #isGone = false;
  #isClosed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.local = parts.local;
    this.datagramBytes = DATAGRAM_BYTES[parts.family];
  }

  get queued(): number {
    return this.#waiting.length;
  }

  join(group: string): void {
    if (!isGroup(group, this.#parts.family))
      throw new RangeError(`${group} is no group for IPv${this.#parts.family} here`);
    if (!this.#isClosed) this.#groups.add(group);
  }

  leave(group: string): void {
    this.#groups.delete(group);
  }

  rejoin(group: string): void {
    this.join(group);
  }

  isIn({ host, port }: Address): boolean {
    return port === this.#parts.groupPort && this.#groups.has(host);
  }

  send(datagram: Uint8Array, to: Address): boolean {
    if (datagram.length > this.datagramBytes)
      throw new RangeError(`${datagram.length} bytes are more than the ${this.datagramBytes} of a datagram here`);
    if (this.#isClosed || this.#waiting.length >= SEND_QUEUE_DATAGRAMS) return false;
    this.#waiting.push({ datagram, to });
    this.drain();
    return true;
  }

  drain(): void {
    if (this.#parts.isJammed()) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    if (this.#isGone) this.#failed += waiting.length;
    else for (const { datagram, to } of waiting) this.#parts.carry(datagram, to);
  }

  arrive(datagram: Uint8Array, from: Address): void {
    if (this.#isGone) return;
    if ((this.#arrived.length + 1) * BUFFER_SHARE_BYTES > this.receiveBufferBytes) {
      this.#dropped++;
      return;
    }
    // A datagram of its own for each receiver, as a kernel makes.
    this.#arrived.push({ datagram: new Uint8Array(datagram), from: { ...from } });
    if (this.#arrived.length === 1) setImmediate(() => this.#hand());
  }

  unplug(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    setImmediate(() => {
      if (!this.#isClosed) this.#parts.events.down(`${this.local.host} went away`);
    });
  }

  failures(): { count: number; last?: string } {
    return this.#failed > 0 ? { count: this.#failed, last: "ENETUNREACH" } : { count: 0 };
  }

  dropped(): number {
    return this.#dropped;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#waiting = [];
    this.#parts.closed();
  }

  #hand(): void {
    const arrived = this.#arrived;
    this.#arrived = [];
    for (const { datagram, from } of arrived) if (!this.#isClosed) this.#parts.events.datagram(datagram, from);
  }
}
