import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { PieceSet } from "@shoal/core/content/piece-set";
import { suitability } from "@shoal/core/multicast/claim";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import { pieceCount, pieceSpan } from "@shoal/protocol/content/piece";
import type { Settings } from "@shoal/protocol/settings/rows";
import { RateGate } from "../fetch/rate-gate.ts";
import type { Log } from "../log/log.ts";
import { type PeerServer, servePeers } from "../peer/serve.ts";
import type { PeerPieces } from "../peer/store.ts";
import type { Place } from "../site/exchange.ts";
import type { Address, Transport, TransportFactory } from "../transport/transport.ts";
import { CONTROL_GROUP, MULTICAST_PORT, type SessionKeys, sessionKeys } from "./keys.ts";
import { sessionOf } from "./seal.ts";
import { MulticastSession, type SessionEvents } from "./session.ts";
import { type PieceSource, SessionCounts } from "./session-counts.ts";
import { SessionTeller, type SessionTellerParts } from "./session-teller.ts";
import { subnetOf } from "./subnet-of.ts";

/** A link of this device that may take part. */
export interface Link {
  name: string;
  address: string;
  kind: "wired" | "wireless" | "unknown";
  /** Megabits a second, where the system says. */
  speedMbps?: number;
  /** `10.20.1.0/24`; default: what the system says of the address. */
  subnet?: string;
}

export interface MulticastOptions {
  factory: TransportFactory;
  /** The links that may take part, the best first. */
  links: () => Promise<Link[]>;
  onMains: () => Promise<boolean>;
  diskFreeBytes: () => Promise<number>;
  serverNowMs: () => number;
  random: () => number;
  log: Log;
  /** Ceiling of what is given to others by unicast, as of now; 0 is none. */
  lanRateBytesPerSecond: () => number;
  /** What this device did in a session is stored, to be told. */
  report: SessionTellerParts["report"];
  port?: number;
}

export interface SessionOrder {
  /** For which it is fetched, or was. */
  actionId: string;
  contentKey: Uint8Array;
  ref: BlobRef;
  /** Verified pieces, kept up as more come. */
  have: PieceSet;
  /** Where the part or the whole lies. */
  path: string;
  settings: Settings;
  events: SessionEvents;
  /** Cast and hear casts; otherwise only give by unicast. */
  cast: boolean;
}

/** This device's part in the exchange of one blob. */
export interface Joined {
  id: string;
  /** Absent where it does not cast. */
  session: MulticastSession | undefined;
  place: Place;
}

/** How long a device that has everything stays, for those who come later. */
const LINGER_MS = 10 * 60_000;
/** Sessions that a device lingers in; the oldest ends first. */
const SESSIONS = 32;
const DEFAULT_BYTES_PER_SECOND = 7_500_000;
const LINK_SHARE = 0.3;

interface Open {
  session: MulticastSession | undefined;
  counts: SessionCounts;
  keys: SessionKeys;
  have: PieceSet;
  pieces: PeerPieces;
  file: number;
  teller: SessionTeller;
  /** Peers that wait for pieces as they come. */
  waiting: Set<(index: number) => void>;
  linger: NodeJS.Timeout | undefined;
}

/** The sessions of this device on its link, what others are given by unicast, and for how long. */
export class Multicast {
  readonly #options: MulticastOptions;
  readonly #open = new Map<string, Open>();
  /** Of everything that is given to others. */
  readonly #gate = new RateGate();
  #wire: Promise<{ transport: Transport; link: Link; peers: PeerServer } | undefined> | undefined;
  #closed = false;

  constructor(options: MulticastOptions) {
    this.#options = options;
  }

  /** Stands by for others with a blob that is here whole, for a while. */
  async hold(order: Omit<SessionOrder, "have" | "events">): Promise<void> {
    const have = PieceSet.full(pieceCount(order.ref.sizeBytes));
    const events: SessionEvents = { keep: async () => "unwanted", unicast() {}, role() {}, accuse() {} };
    const joined = await this.join({ ...order, have, events });
    if (joined) this.settle(joined.id);
  }

  /** Takes part in the session of a blob; undefined where there is no link for it. */
  async join(order: SessionOrder): Promise<Joined | undefined> {
    const wire = await this.#wired();
    if (!wire || this.#closed) return undefined;
    const { ref, have, path, settings, events } = order;
    const keys = sessionKeys(order.contentKey, ref.manifestDigest);
    this.leave(keys.idHex, "begun anew");
    this.#makeRoom();
    const file = openSync(path, "r");
    const counts = new SessionCounts(ref.sizeBytes, have.isFull ? ref.sizeBytes : 0);
    if (!order.cast) counts.role("alone");
    const subnet = wire.link.subnet ?? subnetOf(wire.link.address);
    const { actionId } = order;
    const site = settings.siteName === "" ? {} : { site: settings.siteName };
    const of = { actionId, session: keys.idHex, digest: ref.digest, subnet, ...site };
    const { random, serverNowMs, log, report } = this.#options;
    const session = order.cast
      ? new MulticastSession({
          keys,
          transport: wire.transport,
          sizeBytes: ref.sizeBytes,
          have,
          read: (index) => readPiece(file, index, ref.sizeBytes),
          peerPort: wire.peers.port,
          suitability: await this.#suitability(wire.link, have.isFull ? 0 : ref.sizeBytes),
          startDelayMs: settings.multicastStartDelayMs,
          rateBytesPerSecond: () => this.#castRate(settings, wire.link),
          mayLead: wire.link.kind !== "wireless",
          seed: Math.floor(random() * 2 ** 31),
          serverNowMs,
          log,
          events,
          counts,
        })
      : undefined;
    const waiting = new Set<(index: number) => void>();
    const pieces: PeerPieces = {
      sizeBytes: ref.sizeBytes,
      has: have,
      // By the open file: what was evicted meanwhile is still whole here.
      read: async (index) => (fstatSync(file).size > 0 ? readPiece(file, index, ref.sizeBytes) : undefined),
      watch(came) {
        waiting.add(came);
        return () => waiting.delete(came);
      },
    };
    const teller = new SessionTeller({ of, counts, nowMs: serverNowMs, report });
    this.#open.set(keys.idHex, { session, counts, teller, keys, have, pieces, file, waiting, linger: undefined });
    session?.start();
    const peer = { host: wire.link.address, port: wire.peers.port };
    return { id: keys.idHex, session, place: { subnet, peer } };
  }

  keyOf(sessionId: string): Uint8Array | undefined {
    return this.#open.get(sessionId)?.keys.peer;
  }

  /** A piece is on the disk now. */
  came(sessionId: string, index: number, source: PieceSource): void {
    const open = this.#open.get(sessionId);
    open?.counts.kept(index, source);
    open?.session?.piece(index);
    for (const came of open?.waiting ?? []) came(index);
  }

  /** A piece came that was here by then. */
  cameAgain(sessionId: string, index: number, source: PieceSource): void {
    this.#open.get(sessionId)?.counts.again(index, source);
  }

  /** The fetch is over: what is whole is given to others for a while. */
  settle(sessionId: string): void {
    const open = this.#open.get(sessionId);
    if (!open) return;
    if (!open.have.isFull) return this.leave(sessionId, "the fetch has ended");
    open.teller.fetchEnded();
    open.linger ??= setTimeout(() => this.leave(sessionId, "nobody came for a while"), LINGER_MS);
    open.linger.unref();
  }

  leave(sessionId: string, why: string): void {
    const open = this.#open.get(sessionId);
    if (!open) return;
    this.#open.delete(sessionId);
    clearTimeout(open.linger);
    open.session?.close(why);
    open.teller.close();
    void this.#wire?.then((wire) => wire?.peers.drop(sessionId));
    closeSync(open.file);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const id of [...this.#open.keys()]) this.leave(id, "the agent stops");
    const wire = await this.#wire;
    await wire?.peers.close();
    await wire?.transport.close();
  }

  /** Opened with the first session: an idle agent holds no socket for it. */
  #wired() {
    this.#wire ??= this.#connect().catch((error: Error) => {
      this.#options.log.warn(`no multicast: ${error.message}`);
      return undefined;
    });
    return this.#wire;
  }

  async #connect() {
    const { factory, links, log, port = MULTICAST_PORT } = this.#options;
    const link = (await links())[0];
    if (!link) {
      log.info("no multicast: no link may take part");
      return undefined;
    }
    const transport = await factory.open(link, port, {
      datagram: (bytes, from) => this.#datagram(bytes, from),
      down: (why) => this.#down(why),
    });
    transport.join(CONTROL_GROUP[link.address.includes(":") ? 6 : 4]);
    const serving = {
      store: { pieces: (sessionId: string) => this.#open.get(sessionId)?.pieces },
      keyOf: (sessionId: string) => this.keyOf(sessionId),
      address: link.address,
      gate: this.#gate,
      rateBytesPerSecond: this.#options.lanRateBytesPerSecond,
    };
    // One port that firewalls can name; another where somebody has it.
    const peers = await servePeers({ ...serving, port }).catch(() => servePeers(serving));
    log.info(`multicast by ${link.name} (${link.address}), pieces for others at port ${peers.port}`);
    return { transport, link, peers };
  }

  #datagram(bytes: Uint8Array, from: Address): void {
    const id = sessionOf(bytes);
    if (id !== undefined) this.#open.get(id)?.session?.datagram(bytes, from);
  }

  /** The next session looks for a link again; those that run find out by silence. */
  #down(why: string): void {
    this.#options.log.warn(`the link is gone: ${why}`);
    const wire = this.#wire;
    this.#wire = undefined;
    void wire?.then(async (parts) => {
      await parts?.peers.close();
      await parts?.transport.close();
    });
  }

  async #suitability(link: Link, needBytes: number): Promise<number> {
    return suitability({
      link: link.kind,
      onMains: await this.#options.onMains(),
      diskFreeBytes: await this.#options.diskFreeBytes(),
      needBytes,
      loadPerCpu: (loadavg()[0] ?? 0) / Math.max(1, cpus().length),
      failedLately: false,
    });
  }

  /** The cast's own ceiling, or that of everything on the LAN where it is lower. */
  #castRate(settings: Settings, link: Link): number {
    const own = settings.multicastRateBytesPerSecond || defaultRate(link);
    const all = this.#options.lanRateBytesPerSecond();
    return all === 0 ? own : Math.min(own, all);
  }

  #makeRoom(): void {
    for (const [id, { linger }] of this.#open) {
      if (this.#open.size < SESSIONS) return;
      if (linger) this.leave(id, "others came after it");
    }
  }
}

function defaultRate({ speedMbps }: Link): number {
  return speedMbps ? (LINK_SHARE * speedMbps * 1_000_000) / 8 : DEFAULT_BYTES_PER_SECOND;
}

function readPiece(file: number, index: number, sizeBytes: number): Buffer {
  const { offset, length } = pieceSpan(index, sizeBytes);
  const bytes = Buffer.allocUnsafe(length);
  for (let at = 0; at < length; ) {
    const read = readSync(file, bytes, at, length - at, offset + at);
    if (read === 0) throw new Error(`piece ${index} is not in the file any more`);
    at += read;
  }
  return bytes;
}

export function pathOf(part: string, whole: string): string {
  return existsSync(whole) ? whole : part;
}
