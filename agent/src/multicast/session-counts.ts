import { symbolsOf } from "@shoal/core/multicast/block-size";
import type { MemberId, Role } from "@shoal/core/multicast/messages";
import { pieceSpan } from "@shoal/protocol/content/piece";
import { LIMITS } from "@shoal/protocol/limits";
import type { PeerAddress } from "@shoal/protocol/multicast/messages";
import { NO_SESSION_BYTES } from "@shoal/protocol/session/no-bytes";
import type { PeerBytes, SessionReport, SessionRole } from "@shoal/protocol/session/report";

export type PieceSource = "origin" | "push" | "multicast" | "peer" | "site";
type Counted = Omit<
  SessionReport,
  "actionId" | "session" | "digest" | "subnet" | "site" | "peer" | "startedMs" | "endedMs"
>;

/** What one device sends, hears, misses and keeps in one session. */
export class SessionCounts {
  controlSent = 0;
  /** Datagrams of this session's name that were not what they said. */
  refused = 0;
  readonly #sizeBytes: number;
  readonly #bytes = { ...NO_SESSION_BYTES };
  #bytesAgain = 0;
  /** By where they give. */
  readonly #givers = new Map<string, PeerBytes>();
  readonly #symbols = { sent: 0, paritySent: 0, received: 0, parityReceived: 0 };
  #role: SessionRole = "seeking";
  #led = false;
  #late: boolean | undefined;
  /** Bytes of pieces that parity had to make up for, until it is known that the cast brought them first. */
  readonly #repaired = new Map<number, number>();
  #representative: MemberId | undefined;
  #span = { first: 0, last: 0, heard: 0 };
  #before = { heard: 0, lost: 0 };

  /** @param heldBytes of a blob that was here before */
  constructor(sizeBytes: number, heldBytes: number) {
    this.#sizeBytes = sizeBytes;
    this.#bytes.cache = heldBytes;
  }

  get led(): boolean {
    return this.#led;
  }

  role(role: Role): void {
    if (role === "left") return;
    this.#role = role === "offering" ? "seeking" : role;
    this.#led ||= role === "leading";
  }

  /** A beacon of who is followed. Who led for a moment, until it heard of the other, may be late all the same. @param castSymbols what was cast before */
  beacon(castSymbols: number): void {
    this.#late ??= castSymbols > 0;
  }

  /** A datagram of who is followed. @param counter the sender's number of it */
  heard(from: MemberId, counter: number): void {
    if (from !== this.#representative) {
      this.#before = this.#datagrams();
      this.#representative = from;
      this.#span = { first: counter, last: counter, heard: 0 };
    }
    this.#span.heard++;
    this.#span.first = Math.min(this.#span.first, counter);
    this.#span.last = Math.max(this.#span.last, counter);
  }

  received(block: number, index: number): void {
    this.#symbols.received++;
    if (this.#isParity(block, index)) this.#symbols.parityReceived++;
  }

  sent(block: number, index: number): void {
    this.#late ??= false;
    this.#symbols.sent++;
    if (this.#isParity(block, index)) this.#symbols.paritySent++;
  }

  /** The cast has made a piece whole, which is still to be judged. */
  repaired(index: number, bytes: number): void {
    this.#repaired.set(index, bytes);
  }

  /** A piece was kept. @param from the peer that gave it, where one did */
  kept(index: number, source: PieceSource, from?: PeerAddress): void {
    const repair = source === "multicast" ? (this.#repaired.get(index) ?? 0) : 0;
    this.#repaired.delete(index);
    const { length } = pieceSpan(index, this.#sizeBytes);
    this.#bytes[source] += length - repair;
    this.#bytes.repair += repair;
    if (from && (source === "peer" || source === "site")) this.#gave(from, length);
  }

  /** A piece came that was here by then. */
  again(index: number, source: PieceSource): void {
    if (source === "origin" || source === "push") this.#bytesAgain += pieceSpan(index, this.#sizeBytes).length;
  }

  /** As it is now. */
  get now(): Counted {
    const { heard, lost } = this.#datagrams();
    return {
      role: this.#role,
      led: this.#led,
      late: this.#late ?? false,
      symbolsSent: this.#symbols.sent,
      paritySent: this.#symbols.paritySent,
      symbolsReceived: this.#symbols.received,
      parityReceived: this.#symbols.parityReceived,
      datagramsHeard: heard,
      datagramsLost: lost,
      bytes: { ...this.#bytes },
      bytesAgain: this.#bytesAgain,
      ...(this.#givers.size > 0 ? { peers: this.#mostGiving } : {}),
    };
  }

  #gave({ host, port }: PeerAddress, bytes: number): void {
    const [address = ""] = host.split("%");
    const key = `${address}|${port}`;
    const before = this.#givers.get(key)?.bytes ?? 0;
    this.#givers.set(key, { host: address, port, bytes: before + bytes });
  }

  get #mostGiving(): PeerBytes[] {
    return [...this.#givers.values()].sort((a, b) => b.bytes - a.bytes).slice(0, LIMITS.sessionPeers);
  }

  #isParity(block: number, index: number): boolean {
    return index >= symbolsOf(block, this.#sizeBytes);
  }

  #datagrams(): { heard: number; lost: number } {
    const { first, last, heard } = this.#span;
    if (heard === 0) return this.#before;
    return { heard: this.#before.heard + heard, lost: this.#before.lost + last - first + 1 - heard };
  }
}
