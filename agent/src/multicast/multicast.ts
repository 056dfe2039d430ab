import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { PieceSet } from "@shoal/core/content/piece-set";
import { suitability } from "@shoal/core/multicast/claim";
import { type ChosenLink, chooseLinks } from "@shoal/core/subnet/choose-links";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import { pieceCount, pieceSpan } from "@shoal/protocol/content/piece";
import type { Link } from "@shoal/protocol/device/link";
import type { PeerAddress } from "@shoal/protocol/multicast/messages";
import type { Settings } from "@shoal/protocol/settings/rows";
import { RateGate } from "../fetch/rate-gate.ts";
import type { Log } from "../log/log.ts";
import type { PeerPieces } from "../peer/store.ts";
import type { Place } from "../site/exchange.ts";
import type { Address, TransportFactory } from "../transport/transport.ts";
import { MULTICAST_PORT, type SessionKeys, sessionKeys } from "./keys.ts";
import { sessionOf } from "./seal.ts";
import { MulticastSession, type SessionEvents } from "./session.ts";
import { type PieceSource, SessionCounts } from "./session-counts.ts";
import { SessionTeller, type SessionTellerParts } from "./session-teller.ts";
import { type OpenWire, Wires, wireName } from "./wires.ts";

export interface MulticastOptions {
  factory: TransportFactory;
  /** The links of this machine, as the inventory has them. */
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
  /** Where others may write to it: is this piece, as it was read, still what it was? */
  isPiece?: (index: number, bytes: Uint8Array) => boolean;
  settings: Settings;
  /** Of the session on one link. */
  events: (link: ChosenLink) => SessionEvents;
  /** Links came or went, and it would take part elsewhere now: it should join again. */
  moved: () => void;
  /** Cast and hear casts; otherwise only give by unicast. */
  cast: boolean;
}

/** This device's part in the exchange of one blob in one subnet. */
export interface Joined {
  /** Of the session and the wire together. */
  id: string;
  wire: string;
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
/** Addresses come one after the other: IPv6 of the link alone, IPv4, IPv6 by router. */
const LINKS_SETTLE_MS = 1000;
/** How long who could not go on as representative is behind all others. */
const FAILED_MS = 10 * 60_000;

interface Open {
  wire: string;
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

/** The sessions of this device on its links, what others are given by unicast, and for how long. */
export class Multicast {
  readonly #options: MulticastOptions;
  readonly #open = new Map<string, Open>();
  /** Orders whose fetch still runs, by session: these follow the links. */
  readonly #running = new Map<string, SessionOrder>();
  /** Of these, those that have lost a link. */
  readonly #lost = new Set<string>();
  /** Of everything that is given to others. */
  readonly #gate = new RateGate();
  readonly #wires: Wires;
  #links: Promise<Link[]> | undefined;
  #settling: NodeJS.Timeout | undefined;
  #failedMs = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(options: MulticastOptions) {
    this.#options = options;
    const { factory, log, port = MULTICAST_PORT, lanRateBytesPerSecond } = options;
    this.#wires = new Wires({
      factory,
      log,
      port,
      serving: {
        store: { pieces: (sessionId) => this.#of(sessionId)[0]?.pieces },
        keyOf: (sessionId) => this.#of(sessionId)[0]?.keys.peer,
        gate: this.#gate,
        rateBytesPerSecond: lanRateBytesPerSecond,
      },
      datagram: (wire, bytes, from) => this.#datagram(wire, bytes, from),
      down: (wire) => this.#down(wire),
    });
  }

  /** Stands by for others with a blob that is here whole, for a while. */
  async hold(order: Omit<SessionOrder, "have" | "events" | "moved">): Promise<void> {
    const have = PieceSet.full(pieceCount(order.ref.sizeBytes));
    const events = (): SessionEvents => ({ keep: async () => "unwanted", unicast() {}, role() {}, accuse() {} });
    for (const { id } of await this.join({ ...order, have, events, moved() {} })) this.settle(id);
  }

  /** Takes part in the sessions of a blob, one for each subnet in which the settings let this device; the best first. */
  async join(order: SessionOrder): Promise<Joined[]> {
    const keys = sessionKeys(order.contentKey, order.ref.manifestDigest);
    this.#lost.delete(keys.idHex);
    for (const [id, open] of this.#open) if (open.keys.idHex === keys.idHex) this.leave(id, "begun anew");
    this.#running.set(keys.idHex, order);
    const chosen = await this.#chosen(order);
    if (chosen.length === 0) this.#options.log.info("no multicast: no link may take part");
    const wires = await Promise.all(chosen.map((link) => this.#wires.open(link)));
    const joined: Joined[] = [];
    for (const wire of wires) {
      // Begun anew, or over, meanwhile.
      if (this.#closed || this.#running.get(keys.idHex) !== order) break;
      if (wire) joined.push(await this.#enter(wire, order, keys));
    }
    return joined;
  }

  /** Links came or went. What runs takes part where it would begin now. */
  linksChanged(): void {
    this.#links = undefined;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => void this.#follow(), LINKS_SETTLE_MS);
    this.#settling.unref();
  }

  /** A piece is on the disk now. */
  came(id: string, index: number): void {
    const open = this.#open.get(id);
    open?.session?.piece(index);
    for (const came of open?.waiting ?? []) came(index);
  }

  /** A piece counts as one of this session. @returns whether it is in this session still */
  count(id: string, index: number, source: PieceSource, from?: PeerAddress): boolean {
    const open = this.#open.get(id);
    open?.counts.kept(index, source, from);
    return open !== undefined;
  }

  /** A piece came that was here by then. */
  cameAgain(id: string, index: number, source: PieceSource): void {
    this.#open.get(id)?.counts.again(index, source);
  }

  /** The fetch is over: what is whole is given to others for a while. */
  settle(id: string): void {
    const open = this.#open.get(id);
    if (!open) return;
    if (!open.have.isFull) return this.leave(id, "the fetch has ended");
    this.#running.delete(open.keys.idHex);
    open.teller.fetchEnded();
    open.linger ??= setTimeout(() => this.leave(id, "nobody came for a while"), LINGER_MS);
    open.linger.unref();
  }

  leave(id: string, why: string): void {
    const open = this.#open.get(id);
    if (!open) return;
    this.#open.delete(id);
    clearTimeout(open.linger);
    open.session?.close(why);
    open.teller.close();
    if (this.#of(open.keys.idHex).length === 0) this.#wires.drop(open.keys.idHex);
    closeSync(open.file);
  }

  /** The fetch of this blob is over, whether it took part or not. */
  ended({ contentKey, ref }: Pick<SessionOrder, "contentKey" | "ref">): void {
    const { idHex } = sessionKeys(contentKey, ref.manifestDigest);
    this.#running.delete(idHex);
    this.#lost.delete(idHex);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#settling);
    this.#running.clear();
    for (const id of [...this.#open.keys()]) this.leave(id, "the agent stops");
    await this.#wires.close();
  }

  /** In every subnet where it is exchanged. */
  #of(sessionId: string): Open[] {
    return [...this.#open.values()].filter(({ keys }) => keys.idHex === sessionId);
  }

  async #chosen({ settings }: Pick<SessionOrder, "settings">): Promise<ChosenLink[]> {
    this.#links ??= this.#options.links();
    return chooseLinks(await this.#links, settings.multicastInterfaces, settings.multicastLinks);
  }

  async #follow(): Promise<void> {
    for (const [sessionId, order] of this.#running) {
      const wanted = (await this.#chosen(order)).map(wireName).sort();
      const now = this.#of(sessionId)
        .map(({ wire }) => wire)
        .sort();
      if (this.#running.get(sessionId) !== order) continue;
      if (!this.#lost.delete(sessionId) && wanted.join("\n") === now.join("\n")) continue;
      this.#options.log.info(`multicast ${sessionId}: goes on by ${wanted.join(" and ") || "no link"}`);
      order.moved();
    }
  }

  async #enter(wire: OpenWire, order: SessionOrder, keys: SessionKeys): Promise<Joined> {
    this.#makeRoom();
    const { ref, have, path, isPiece, settings, actionId } = order;
    const { link, transport, peers } = wire;
    const { random, serverNowMs, log, report } = this.#options;
    const suitability = await this.#suitability(link, have.isFull ? 0 : ref.sizeBytes);
    const file = openSync(path, "r");
    const counts = new SessionCounts(ref.sizeBytes, have.isFull ? ref.sizeBytes : 0);
    if (!order.cast) counts.role("alone");
    const site = settings.siteName === "" ? {} : { site: settings.siteName };
    const peer = { host: link.address, port: peers.port };
    const [host = ""] = peer.host.split("%");
    const of = {
      ...{ actionId, session: keys.idHex, digest: ref.digest, subnet: link.subnet, peer: { host, port: peer.port } },
      ...site,
    };
    const session = order.cast
      ? new MulticastSession({
          keys,
          transport,
          sizeBytes: ref.sizeBytes,
          have,
          read: (index) => {
            const bytes = readPiece(file, index, ref.sizeBytes);
            if (isPiece?.(index, bytes) === false) throw new Error(`piece ${index} was written over`);
            return bytes;
          },
          peerPort: peers.port,
          suitability,
          startDelayMs: settings.multicastStartDelayMs,
          rateBytesPerSecond: () => this.#castRate(settings, link),
          mayLead: link.kind !== "wireless",
          seed: Math.floor(random() * 2 ** 31),
          serverNowMs,
          log,
          events: this.#watched(order.events(link)),
          counts,
        })
      : undefined;
    const waiting = new Set<(index: number) => void>();
    const pieces: PeerPieces = {
      sizeBytes: ref.sizeBytes,
      has: have,
      // By the open file: what was evicted meanwhile is still whole here.
      read: async (index) => {
        // A block device has no size of its own.
        if (!isPiece && fstatSync(file).size === 0) return undefined;
        const bytes = readPiece(file, index, ref.sizeBytes);
        return isPiece?.(index, bytes) === false ? undefined : bytes;
      },
      watch(came) {
        waiting.add(came);
        return () => waiting.delete(came);
      },
    };
    const teller = new SessionTeller({ of, counts, nowMs: serverNowMs, report });
    const name = wireName(link);
    const id = `${keys.idHex} ${name}`;
    this.#open.set(id, { wire: name, session, counts, teller, keys, have, pieces, file, waiting, linger: undefined });
    session?.start();
    const { subnet, gateway, nameSuffix } = link;
    return {
      id,
      wire: name,
      session,
      place: { subnet, peer, ...(gateway ? { gateway } : {}), ...(nameSuffix ? { nameSuffix } : {}) },
    };
  }

  /** Who led and could not go on does not offer first in the next session. */
  #watched(events: SessionEvents): SessionEvents {
    let led = false;
    return {
      ...events,
      role: (role, why) => {
        if (led && role === "seeking") this.#failedMs = performance.now();
        led = role === "leading";
        events.role(role, why);
      },
    };
  }

  #datagram(wire: string, bytes: Uint8Array, from: Address): void {
    const id = sessionOf(bytes);
    if (id !== undefined) this.#open.get(`${id} ${wire}`)?.session?.datagram(bytes, from);
  }

  /** What runs finds another link as soon as the change is seen; what only stood by ends. */
  #down(wire: string): void {
    for (const [id, open] of this.#open) {
      if (open.wire !== wire) continue;
      this.#lost.add(open.keys.idHex);
      this.leave(id, "the link is gone");
    }
    this.linksChanged();
  }

  async #suitability(link: ChosenLink, needBytes: number): Promise<number> {
    return suitability({
      link: link.kind,
      onMains: await this.#options.onMains(),
      diskFreeBytes: await this.#options.diskFreeBytes(),
      needBytes,
      loadPerCpu: (loadavg()[0] ?? 0) / availableParallelism(),
      failedLately: performance.now() - this.#failedMs < FAILED_MS,
    });
  }

  /** The cast's own ceiling, or that of everything on the LAN where it is lower. */
  #castRate(settings: Settings, link: ChosenLink): number {
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

function defaultRate({ speedMbps }: ChosenLink): number {
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
