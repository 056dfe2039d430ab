import type { PieceSet } from "@shoal/core/content/piece-set";
import type { PieceHolder, Role, SessionInput, SessionOutput } from "@shoal/core/multicast/messages";
import { SessionMachine } from "@shoal/core/multicast/session-machine";
import { LIMITS } from "@shoal/protocol/limits";
import { decodeControl, encodeControl, readSymbol } from "@shoal/protocol/multicast/codec";
import { MalformedMessage } from "@shoal/protocol/multicast/fields";
import type { Control } from "@shoal/protocol/multicast/messages";
import type { Log } from "../log/log.ts";
import type { Address, Transport } from "../transport/transport.ts";
import { Blocks } from "./blocks.ts";
import { CONTROL_GROUP, dataGroup, MULTICAST_PORT, type SessionKeys } from "./keys.ts";
import { Opener, Sealer, symbolRoom } from "./seal.ts";
import type { SessionCounts } from "./session-counts.ts";

/** Offers and beacons from another time are not believed, whoever sealed them: somebody may have kept them. */
const STALE_MS = 60_000;
/** Membership is told anew so often, for switches that forget. */
const REJOIN_MS = 60_000;
/** How soon a ceiling that changes with the time of day holds. */
const CEILING_MS = 5000;

/** What may be fetched by unicast for a session's blob, as its machine says. */
export interface UnicastLeave {
  allowed: boolean;
  origin: boolean;
  holders: PieceHolder[];
}

export interface SessionEvents {
  /** Judges a piece and keeps it; "unwanted" where nobody waits for it any more. */
  keep(index: number, bytes: Uint8Array): Promise<"kept" | "wrong" | "unwanted">;
  unicast(leave: UnicastLeave): void;
  role(role: Role, why: string): void;
  /** This address casts wrong bytes. */
  accuse(address: string, detail: string): void;
}

export interface SessionParts {
  keys: SessionKeys;
  transport: Transport;
  sizeBytes: number;
  have: PieceSet;
  /** Of a piece that is here, at once: it is in the page cache or has just been written. */
  read(index: number): Uint8Array;
  peerPort: number;
  suitability: number;
  startDelayMs: number;
  /** Ceiling of a cast, as of now. */
  rateBytesPerSecond: () => number;
  mayLead: boolean;
  seed: number;
  /** The server's time. */
  serverNowMs(): number;
  log: Log;
  events: SessionEvents;
  counts: SessionCounts;
}

/** One device's part in one session: does what the machine says, with sockets, keys, parity and files. It decides nothing. */
export class MulticastSession {
  readonly #parts: SessionParts;
  readonly #machine: SessionMachine;
  readonly #sealer: Sealer;
  readonly #opener: Opener;
  readonly #blocks: Blocks;
  readonly #room = symbolRoom(LIMITS.symbolBytes);
  readonly #groups: { control: string; data: string };
  #timer: NodeJS.Timeout | undefined;
  #timerMs = Number.POSITIVE_INFINITY;
  #rejoin: NodeJS.Timeout | undefined;
  #ceiling: number;
  #ceilings: NodeJS.Timeout | undefined;
  #piece: { index: number; bytes: Uint8Array } | undefined;
  #closed = false;
  #isHandling = false;
  readonly #waiting: SessionInput[] = [];
  readonly counts: SessionCounts;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    const { keys, transport, sizeBytes, have, suitability, startDelayMs, rateBytesPerSecond, mayLead, seed } = parts;
    this.#sealer = new Sealer(keys);
    this.#opener = new Opener(keys, this.#sealer);
    this.#blocks = new Blocks(sizeBytes);
    this.counts = parts.counts;
    const family = transport.local.host.includes(":") ? 6 : 4;
    this.#ceiling = rateBytesPerSecond();
    this.#groups = { control: CONTROL_GROUP[family], data: dataGroup(keys.id, family) };
    this.#machine = new SessionMachine({
      sizeBytes,
      have,
      suitability,
      peer: { host: transport.local.host, port: parts.peerPort },
      startDelayMs,
      rateBytesPerSecond: this.#ceiling,
      mayLead,
      seed,
    });
  }

  get id(): string {
    return this.#parts.keys.idHex;
  }

  get role(): Role {
    return this.#machine.role;
  }

  get members(): number {
    return this.#machine.members;
  }

  start(): void {
    this.#parts.transport.join(this.#groups.data);
    this.#rejoin = setInterval(() => this.#parts.transport.rejoin(this.#groups.data), REJOIN_MS);
    this.#rejoin.unref();
    this.#ceilings = setInterval(() => this.#followCeiling(), CEILING_MS);
    this.#ceilings.unref();
    this.#feed({ type: "start" });
  }

  /** A piece is on the disk, from another source than this session. */
  piece(index: number): void {
    this.#feed({ type: "piece", index });
  }

  /** Whether the way to the origin is of use. */
  origin(reachable: boolean): void {
    this.#feed({ type: "origin", reachable });
  }

  /** Whether other subnets get pieces of this device. */
  lineShared(isShared: boolean): void {
    this.#feed({ type: "line-shared", isShared });
  }

  /** A datagram with this session's name. */
  datagram(bytes: Uint8Array, from: Address): void {
    if (this.#closed) return;
    const opened = this.#opener.open(bytes, performance.now());
    this.counts.refused = this.#opener.refused;
    if (!opened) return;
    const { type, counter, body } = opened;
    const member = `${from.host}|${from.port}|${opened.incarnation}`;
    const isLacking = !this.#parts.have.isFull;
    if (isLacking && member === this.#machine.leader) this.counts.heard(member, counter);
    try {
      if (type === "symbol") {
        const { block, index, bytes: symbol } = readSymbol(body);
        if (block >= this.#parts.have.count) return;
        if (isLacking) this.counts.received(block, index);
        if (this.#machine.takes(member, block)) this.#blocks.add(block, index, symbol);
        this.#feed({ type: "symbol", from: member, counter, block, index });
        return;
      }
      const message = decodeControl(type, body);
      if (this.#isStale(message)) return;
      this.#feed({ type: "message", from: member, counter, message });
      if (message.type === "beacon" && this.#machine.leader === member) this.counts.beacon(message.castSymbols);
    } catch (error) {
      if (error instanceof MalformedMessage) this.counts.refused++;
      else this.#broken(error as Error);
    }
  }

  close(why: string): void {
    if (this.#closed) return;
    this.#feed({ type: "leave", why });
    this.#end();
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#timer);
    clearInterval(this.#rejoin);
    clearInterval(this.#ceilings);
    this.#parts.transport.leave(this.#groups.data);
  }

  #followCeiling(): void {
    const bytesPerSecond = this.#parts.rateBytesPerSecond();
    if (bytesPerSecond === this.#ceiling) return;
    this.#ceiling = bytesPerSecond;
    this.#feed({ type: "ceiling", bytesPerSecond });
  }

  #isStale(message: Control): boolean {
    if (message.type !== "offer" && message.type !== "beacon") return false;
    return Math.abs(message.sentMs - this.#parts.serverNowMs()) > STALE_MS;
  }

  /** One input after the other, also where an output leads to another at once. */
  #feed(input: SessionInput): void {
    if (this.#closed) return;
    this.#waiting.push(input);
    if (this.#isHandling) return;
    this.#isHandling = true;
    try {
      for (let next = this.#waiting.shift(); next; next = this.#waiting.shift())
        for (const output of this.#machine.handle(next, performance.now())) this.#perform(output);
    } catch (error) {
      this.#broken(error as Error);
    } finally {
      this.#isHandling = false;
    }
    this.#wake();
  }

  /** A file that is not readable any more, or a fault of ours: this session ends, the agent and the fetch go on without it. */
  #broken(error: Error): void {
    const { log, events } = this.#parts;
    log.warn(`multicast ${this.id} ends here: ${error.stack ?? error.message}`);
    this.#end();
    events.unicast({ allowed: true, origin: true, holders: [] });
  }

  /** With each datagram this is asked; a timer that comes too early costs less than one that is set anew each time. */
  #wake(): void {
    const deadlineMs = this.#closed ? undefined : this.#machine.deadlineMs();
    if (deadlineMs === undefined || deadlineMs >= this.#timerMs) return;
    clearTimeout(this.#timer);
    this.#timerMs = deadlineMs;
    this.#timer = setTimeout(
      () => {
        this.#timerMs = Number.POSITIVE_INFINITY;
        this.#feed({ type: "tick" });
      },
      Math.max(0, deadlineMs - performance.now()),
    );
  }

  #perform(output: SessionOutput): void {
    const { events, log } = this.#parts;
    switch (output.type) {
      case "send":
        return this.#send(output);
      case "cast":
        return this.#cast(output.block, output.index);
      case "decode":
        void this.#decode(output.block);
        return;
      case "forget":
        return this.#blocks.forget(output.block);
      case "role":
        this.counts.role(output.role);
        log.info(`multicast ${this.id}: ${output.role}; ${output.why}`);
        return events.role(output.role, output.why);
      case "unicast":
        return events.unicast(output);
      case "accuse":
        return events.accuse(addressOf(output.member).host, `block ${output.block} of its cast has another digest`);
    }
  }

  #send({ to, message }: Extract<SessionOutput, { type: "send" }>): void {
    const stamped =
      "sentMs" in message ? { ...message, sentMs: Math.max(0, Math.round(this.#parts.serverNowMs())) } : message;
    const datagram = this.#sealer.seal(message.type, encodeControl(stamped));
    const { control, data } = this.#groups;
    const address =
      typeof to === "object" ? addressOf(to.member) : { host: to === "data" ? data : control, port: MULTICAST_PORT };
    this.counts.controlSent++;
    // What the wire does not take now is lost like any datagram, and said again like any.
    this.#parts.transport.send(datagram, address);
  }

  #cast(block: number, index: number): void {
    this.#blocks.symbol(block, index, () => this.#pieceOf(block), this.#room);
    const datagram = this.#sealer.sealSymbol(block, index, this.#room);
    if (this.#parts.transport.send(datagram, { host: this.#groups.data, port: MULTICAST_PORT }))
      this.counts.sent(block, index);
    else this.#waiting.push({ type: "refused", block, index });
  }

  #pieceOf(index: number): Uint8Array {
    if (this.#piece?.index !== index) this.#piece = { index, bytes: this.#parts.read(index) };
    return this.#piece.bytes;
  }

  async #decode(block: number): Promise<void> {
    const decoded = this.#blocks.decode(block);
    if (!decoded) return this.#broken(new Error(`block ${block} has fewer symbols than were counted`));
    this.counts.repaired(block, decoded.repairedBytes);
    const outcome = await this.#parts.events.keep(block, decoded.piece);
    decoded.release();
    this.#feed({ type: "decoded", block, outcome });
  }
}

function addressOf(member: string): Address {
  const [host = "", port = "0"] = member.split("|");
  return { host, port: Number(port) };
}
