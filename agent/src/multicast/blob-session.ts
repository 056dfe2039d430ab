import { type PieceRun, PieceSet } from "@shoal/core/content/piece-set";
import type { PieceHolder, Role } from "@shoal/core/multicast/messages";
import { sourcesOf } from "@shoal/core/settings/sources";
import { isInPrefix, prefixOf } from "@shoal/core/subnet/prefix";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import type { PeerAddress } from "@shoal/protocol/multicast/messages";
import type { Settings } from "@shoal/protocol/settings/rows";
import type { Part } from "../cache/part.ts";
import { PeerFetch } from "../fetch/peer-fetch.ts";
import type { RateGate } from "../fetch/rate-gate.ts";
import type { HttpClient } from "../http/client.ts";
import type { Log } from "../log/log.ts";
import { Exchange, type ExchangePlan } from "../site/exchange.ts";
import { sessionKeys } from "./keys.ts";
import { type Joined, type Multicast, pathOf } from "./multicast.ts";
import type { UnicastLeave } from "./session.ts";
import type { PieceSource } from "./session-counts.ts";
import { wireName } from "./wires.ts";

export interface BlobSessionParts {
  multicast: Multicast;
  http: HttpClient;
  log: Log;
  actionId: string;
  contentKey: Uint8Array;
  ref: BlobRef;
  part: Part;
  paths: { part: string; whole: string };
  settings: Settings;
  gate: RateGate;
  /** Of what comes from others, as of now. */
  rateBytesPerSecond: () => number;
  seed: number;
}

export type HeldBlob = Parameters<Multicast["hold"]>[0];

export interface BlobSessionEvents {
  /** @param from the peer that gave it, where one did */
  keep(
    source: "multicast" | "peer" | "site",
    index: number,
    bytes: Uint8Array,
    from?: PeerAddress,
  ): Promise<"kept" | "wrong" | "unwanted">;
  /** The server is not to be asked for these: they come in another way. */
  elsewhere(runs: PieceRun[]): void;
  /** Somebody on the subnet sends wrong bytes. */
  accuse(detail: string): void;
}

const FREE: UnicastLeave = { allowed: true, origin: true, holders: [] };
const WAIT: UnicastLeave = { allowed: false, origin: false, holders: [] };

/**
 * A fetch's side of everything that other devices bring: the cast of its subnet, peers that the session names, and others of
 * its site, with whom it divides what must come from the origin. It says which pieces the origin is asked for.
 */
export class BlobSession {
  readonly #parts: BlobSessionParts;
  readonly #events: BlobSessionEvents;
  readonly #sources: ReturnType<typeof sourcesOf>;
  readonly #all: PieceRun[];
  /** One for each subnet in which this device takes part, the best first. */
  #joined: Joined[] = [];
  readonly #leaves = new Map<string, UnicastLeave>();
  /** By which link a cast brings a piece that is being kept. */
  readonly #castBy = new Map<number, string>();
  readonly #uncounted: [index: number, source: PieceSource, from?: PeerAddress][] = [];
  #joining: Promise<void> = Promise.resolve();
  #isJoining = true;
  /** It has offered to lead on this link. Where it will, it knows at once what to fetch. */
  #offering: string | undefined;
  /** Of the subnet, as the session names them. */
  #peers: PeerFetch | undefined;
  /** Of the site, as the server names them. */
  #others: PeerFetch | undefined;
  #exchange: Exchange | undefined;
  #plan: ExchangePlan | undefined;
  /** Peers that sent wrong bytes, or have nothing to give any more. */
  readonly #useless = new Set<string>();
  #closed = false;

  constructor(parts: BlobSessionParts, events: BlobSessionEvents) {
    this.#parts = parts;
    this.#events = events;
    this.#sources = sourcesOf(parts.settings);
    this.#all = [[0, parts.part.have.count]];
  }

  async start(): Promise<void> {
    await this.#join();
  }

  /** A piece is on the disk, from wherever. */
  piece(index: number, source: PieceSource, from?: PeerAddress): void {
    const counting = this.#castBy.get(index) ?? this.#joined[0]?.wire;
    let counted = false;
    for (const { id, wire } of this.#joined) {
      this.#parts.multicast.came(id, index);
      if (wire === counting) counted = this.#parts.multicast.count(id, index, source, from);
    }
    if (!counted) this.#uncounted.push(from ? [index, source, from] : [index, source]);
    this.#countLate();
    this.#peers?.piece(index);
    this.#others?.piece(index);
    this.#exchange?.piece(index);
  }

  /** What was being kept when its link went counts where this device takes part then. */
  #countLate(): void {
    const [first] = this.#joined;
    if (!first) return;
    const late = this.#uncounted.splice(0);
    this.#uncounted.push(...late.filter((piece) => !this.#parts.multicast.count(first.id, ...piece)));
  }

  /** A piece came that was here by then. */
  pieceAgain(index: number, source: PieceSource): void {
    const [first] = this.#joined;
    if (first) this.#parts.multicast.cameAgain(first.id, index, source);
  }

  /** The server can, or cannot, be reached. */
  origin(reachable: boolean): void {
    for (const { session } of this.#joined) session?.origin(reachable);
  }

  close(): void {
    this.#closed = true;
    this.#peers?.close();
    this.#others?.close();
    void this.#exchange?.close(this.#parts.part.have.isFull);
    for (const { id } of this.#joined) this.#parts.multicast.settle(id);
    this.#parts.multicast.ended(this.#parts);
  }

  /** One joining after the other: links may come and go meanwhile. */
  #join(): Promise<void> {
    this.#joining = this.#joining.then(() => this.#joinNow());
    return this.#joining;
  }

  async #joinNow(): Promise<void> {
    if (this.#closed) return;
    const { multicast, actionId, contentKey, ref, part, paths, settings } = this.#parts;
    this.#isJoining = true;
    this.#undivide();
    this.#peers?.close();
    this.#peers = undefined;
    this.#useless.clear();
    this.#leaves.clear();
    this.#offering = undefined;
    this.#joined = await multicast.join({
      actionId,
      contentKey,
      ref,
      have: part.have,
      path: pathOf(paths.part, paths.whole),
      ...(part.isPiece ? { isPiece: (index: number, bytes: Uint8Array) => part.isPiece!(index, bytes) } : {}),
      settings,
      cast: this.#may("multicast"),
      events: (link) => ({
        keep: (index, bytes) => this.#keepCast(wireName(link), index, bytes),
        unicast: (leave) => this.#unicast(wireName(link), leave),
        role: (role) => this.#role(wireName(link), role),
        accuse: (address, detail) => this.#events.accuse(`${address}: ${detail}`),
      }),
      moved: () => void this.#join().catch(() => this.#events.elsewhere([])),
    });
    this.#isJoining = false;
    this.#countLate();
    if (this.#closed) {
      for (const { id } of this.#joined) multicast.settle(id);
      return multicast.ended(this.#parts);
    }
    this.#apply();
  }

  #role(wire: string, role: Role): void {
    if (this.#closed || this.#isJoining) return;
    if (role === "offering") {
      this.#offering = wire;
      if (this.#may("origin")) this.#divide();
    } else if (this.#offering === wire) {
      this.#offering = undefined;
      // What it was promised is for others now.
      if (role !== "leading") this.#apply();
    }
  }

  async #keepCast(wire: string, index: number, bytes: Uint8Array) {
    this.#castBy.set(index, wire);
    try {
      return await this.#events.keep("multicast", index, bytes);
    } finally {
      this.#castBy.delete(index);
    }
  }

  #may(source: ReturnType<typeof sourcesOf>[number]): boolean {
    return this.#sources.includes(source);
  }

  #unicast(wire: string, leave: UnicastLeave): void {
    if (this.#closed) return;
    this.#leaves.set(wire, leave);
    if (!this.#isJoining) this.#apply();
  }

  /** What all its subnets together leave to be fetched by unicast: nothing while one of them casts. */
  get #leave(): UnicastLeave {
    const leaves = this.#joined.map(({ session, wire }) => (session ? (this.#leaves.get(wire) ?? WAIT) : FREE));
    return {
      allowed: leaves.every(({ allowed }) => allowed),
      origin: leaves.every(({ origin }) => origin),
      holders: leaves.flatMap(({ holders }) => holders),
    };
  }

  /** Peers of the subnet that are of use. */
  get #holders(): PieceHolder[] {
    if (!this.#may("peer")) return [];
    return this.#leave.holders.filter(({ address }) => !this.#useless.has(nameOf(address)));
  }

  /** Who is asked for what, after anything of it has changed. */
  #apply(): void {
    const { allowed, origin } = this.#leave;
    const holders = this.#holders;
    const { part } = this.#parts;
    // What is whole is given to the site as well.
    if (part.have.isFull) return;
    if (allowed && holders.length > 0) this.#peers ??= this.#newPeers();
    this.#peers?.holders(allowed ? holders : []);
    if (!allowed || (!origin && holders.length > 0)) {
      if (this.#offering === undefined) this.#undivide();
      return this.#events.elsewhere(this.#all);
    }
    this.#divide();
    const others = this.#plan?.holders ?? [];
    if (others.length > 0) this.#others ??= this.#newOthers();
    this.#others?.holders(others);
    if (!this.#may("origin")) return this.#events.elsewhere(this.#all);
    const local = this.#heldNear().deleteAll(part.have);
    if (!this.#exchange) return this.#events.elsewhere(local.runs());
    // Until the server has said which pieces are this device's, none are.
    const lease = this.#plan ? this.#plan.lease : new PieceSet(part.have.count);
    this.#events.elsewhere(lease ? lease.missing().runs() : local.runs());
  }

  /** Pieces that are here, or at a peer whom the session names. */
  #heldNear(): PieceSet {
    const held = this.#parts.part.have.copy();
    for (const { has } of this.#holders) for (const [first, count] of has) held.addRun(first, count);
    return held;
  }

  #divide(): void {
    const { http, log, actionId, ref, part, settings } = this.#parts;
    const sharing = this.#may("site");
    // Inside a subnet where multicast works, who leads has nobody to divide with.
    const isAlone = this.#joined.every(({ session }) => session === undefined || session.role === "alone");
    const [first] = this.#joined;
    if (this.#exchange || !first || !(sharing || (this.#may("peer") && isAlone))) return;
    this.#exchange = new Exchange({
      http,
      log,
      actionId,
      blob: ref.digest,
      pieces: part.have.count,
      place: first.place,
      siteName: settings.siteName,
      sharing,
      held: () => this.#heldNear(),
      plan: (plan) => {
        if (plan.others > 0 !== (this.#plan !== undefined && this.#plan.others > 0))
          for (const { session } of this.#joined) session?.lineShared(plan.others > 0);
        this.#plan = plan;
        this.#apply();
      },
    });
    this.#exchange.start();
  }

  /** Somebody else of the subnet fetches now. */
  #undivide(): void {
    void this.#exchange?.close(false);
    this.#exchange = undefined;
    this.#plan = undefined;
    this.#others?.close();
    this.#others = undefined;
  }

  #newPeers(): PeerFetch {
    return new PeerFetch({
      ...this.#peerParts(),
      keep: (index, bytes, from) => this.#events.keep("peer", index, bytes, from),
      // Nobody is left to ask: the server it is, unless a cast brings it.
      nobody: () => {
        for (const { address } of this.#holders) this.#useless.add(nameOf(address));
        this.#apply();
      },
    });
  }

  #newOthers(): PeerFetch {
    const near = this.#joined.map(({ place }) => {
      const [network = "", length] = place.subnet.split("/");
      return prefixOf(network, Number(length))!;
    });
    const sourceOf = ({ host }: PeerAddress) => (near.some((prefix) => isInPrefix(host, prefix)) ? "peer" : "site");
    return new PeerFetch({
      ...this.#peerParts(),
      keep: (index, bytes, from) => this.#events.keep(sourceOf(from), index, bytes, from),
      nobody: () => this.#exchange?.lost(),
      reached: (peer, ok) => (ok ? this.#exchange?.brought(peer) : this.#exchange?.failed(peer)),
    });
  }

  #peerParts() {
    const { contentKey, ref, part, gate, rateBytesPerSecond, seed } = this.#parts;
    const { idHex: sessionId, peer: key } = sessionKeys(contentKey, ref.manifestDigest);
    const wrong = (peer: PeerAddress, detail: string) => {
      this.#useless.add(nameOf(peer));
      this.#exchange?.shun(peer);
      this.#events.accuse(`${peer.host}: ${detail}`);
      this.#apply();
    };
    return { ref, have: part.have, sessionId, key, gate, rateBytesPerSecond, seed, wrong };
  }
}

function nameOf({ host, port }: PeerAddress): string {
  return `${host}|${port}`;
}
