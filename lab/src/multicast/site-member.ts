import { type PieceRun, PieceSet } from "@shoal/core/content/piece-set";
import { PeerChooser, type PeersInput } from "@shoal/core/fetch/peers";
import { LeasePace } from "@shoal/core/site/lease-pace";
import type { LedgerHolder } from "@shoal/core/site/ledger";
import type { SimDevice } from "./sim-device.ts";
import type { SimSite } from "./site.ts";
import type { World } from "./world.ts";

const LEAST_MS = 150;
/** A question and its answer. */
const ASK_MS = 40;
/** How often one looks whether a piece has come that another is still fetching. */
const LOOK_MS = 50;
const RETRY_MS = 1000;
/** Attempts in a row by which a peer gave nothing, before the server is told. */
const ATTEMPTS = 2;
/** Behind the name of a peer that sends pieces as it gets them. */
const COMING = " coming";

/** One device's part in the division of a site, as its fetch has it: the real lease pace and the real chooser of peers. */
export class SiteMember {
  readonly #site: SimSite;
  readonly #world: World;
  readonly #device: SimDevice;
  /** Also where others get its pieces: one that was started anew serves at another port. */
  readonly #id: string;
  readonly #pace = new LeasePace();
  readonly #peers: PeerChooser;
  #near: PieceSet;
  #told: PieceSet;
  #isWhole = true;
  #lease: PieceSet;
  #leasedBefore = 0;
  #askedMs = Number.NEGATIVE_INFINITY;
  #askAtMs = Number.POSITIVE_INFINITY;
  #isAsking = false;
  #fetching: number | undefined;
  #isOver = false;
  #wakeMs = Number.POSITIVE_INFINITY;
  #named = new Set<string>();
  readonly #ended = new Set<number>();
  readonly #failed = new Map<string, number>();

  constructor(site: SimSite, world: World, device: SimDevice, near: PieceSet) {
    this.#site = site;
    this.#world = world;
    this.#device = device;
    this.#id = device.id;
    this.#near = near;
    const { count } = device.have;
    this.#told = new PieceSet(count);
    this.#lease = new PieceSet(count);
    this.#peers = new PeerChooser({ pieces: count, have: device.have, perPeer: 2, parallel: 4, seed: device.index });
    this.#askAt(this.#nowMs);
  }

  set near(near: PieceSet) {
    this.#near = near;
  }

  /** Is this piece here, or is it fetched here now? What is leased may be leased anew by now. */
  holds(piece: number): boolean {
    return !this.#isGone && (this.#device.have.has(piece) || this.#near.has(piece) || this.#fetching === piece);
  }

  /** A piece is there, from wherever. */
  piece(index: number): void {
    this.#tell({ type: "piece", index, ok: true });
    if (this.#lease.delete(index) && this.#lease.size <= this.#pace.low) this.#soon();
    if (this.#device.have.isFull) this.#soon();
  }

  end(): void {
    this.#isOver = true;
    if (this.#device.isAlive && !this.#device.have.isFull) this.#site.ledger.leave(this.#id);
  }

  get #nowMs(): number {
    return this.#world.queue.nowMs;
  }

  get #isGone(): boolean {
    return this.#isOver || !this.#device.isAlive;
  }

  #soon(): void {
    this.#askAt(Math.max(this.#nowMs, this.#askedMs + LEAST_MS));
  }

  #askAt(atMs: number): void {
    if (this.#isAsking || atMs >= this.#askAtMs) return;
    this.#askAtMs = atMs;
    this.#world.at(atMs, () => {
      if (this.#isGone || this.#askAtMs !== atMs) return;
      this.#askAtMs = Number.POSITIVE_INFINITY;
      this.#ask();
    });
  }

  #ask(): void {
    this.#isAsking = true;
    this.#askedMs = this.#nowMs;
    this.#pace.asks(this.#lease.size, this.#leasedBefore - this.#lease.size, this.#nowMs);
    this.#world.at(this.#nowMs + ASK_MS, () => {
      this.#isAsking = false;
      if (!this.#isGone) this.#answer();
    });
  }

  #answer(): void {
    if (!this.#world.isServerThere) return this.#askAt(this.#nowMs + RETRY_MS);
    const { have } = this.#device;
    const held = have.copy().addAll(this.#near);
    const runs = (this.#isWhole ? held : held.copy().deleteAll(this.#told)).runs();
    const unreachable = [...this.#failed].filter(([, times]) => times >= ATTEMPTS);
    const answer = this.#site.ledger.ask(
      this.#id,
      {
        peer: { host: this.#id, port: 1 },
        have: runs,
        whole: this.#isWhole,
        want: held.isFull ? 0 : this.#pace.want,
        unreachable: unreachable.map(([host]) => ({ host, port: 1 })),
      },
      this.#nowMs,
    )!;
    const told = PieceSet.fromRuns(have.count, runs);
    this.#told = this.#isWhole ? told : this.#told.addAll(told);
    this.#isWhole = answer.held !== this.#told.size;
    if (have.isFull) return;
    this.#lease = PieceSet.fromRuns(have.count, answer.lease).deleteAll(held);
    this.#leasedBefore = this.#lease.size;
    this.#askAt(this.#nowMs + answer.againMs);
    this.#name(answer.holders);
    this.#fetch();
  }

  // From the origin, what is leased

  #fetch(): void {
    const piece = this.#lease.next();
    if (this.#fetching !== undefined || this.#isGone || piece === undefined) return;
    this.#fetching = piece;
    this.#world.fromOrigin(this.#device, piece, (ok) => {
      this.#fetching = undefined;
      if (this.#isGone) return;
      if (ok) this.#device.got(piece);
      this.#device.input({ type: "origin", reachable: ok });
      this.#fetch();
    });
  }

  // From others, what they have or are fetching

  #name(holders: readonly LedgerHolder[]): void {
    // What is there is not to wait behind what is still coming there.
    const peers = holders.flatMap(({ host, has, coming }) => [
      { peer: host, runs: has },
      { peer: `${host}${COMING}`, runs: coming },
    ]);
    const named = peers.filter(({ runs }) => runs.length > 0);
    const before = this.#named;
    this.#named = new Set(named.map(({ peer }) => peer));
    for (const peer of before) if (!this.#named.has(peer)) this.#tell({ type: "gone", peer });
    for (const { peer, runs } of named) this.#tell({ type: "peer", peer, runs });
  }

  #tell(input: PeersInput): void {
    if (this.#isGone) return;
    for (const output of this.#peers.handle(input, this.#nowMs))
      if (output.type === "request") this.#request(output.request, output.peer, output.run);
      else if (output.type === "abort") this.#ended.add(output.request);
      else if (output.type === "nobody") this.#soon();
    const atMs = this.#peers.deadlineMs();
    if (atMs === undefined || atMs >= this.#wakeMs) return;
    this.#wakeMs = atMs;
    this.#world.at(atMs, () => {
      if (this.#wakeMs !== atMs) return;
      this.#wakeMs = Number.POSITIVE_INFINITY;
      this.#tell({ type: "tick" });
    });
  }

  /** Piece by piece, as a request brings them. */
  #request(request: number, peerName: string, [first, count]: PieceRun): void {
    const isComing = peerName.endsWith(COMING);
    const host = isComing ? peerName.slice(0, -COMING.length) : peerName;
    const end = (outcome: "done" | "cut" | "missing") => {
      if (!this.#ended.has(request)) this.#tell({ type: "request-ended", request, outcome });
    };
    const next = (piece: number) => {
      if (this.#isGone || this.#ended.has(request)) return;
      if (piece === first + count) return end("done");
      const peer = this.#site.reached(this.#world, host);
      if (!peer) {
        this.#failed.set(host, (this.#failed.get(host) ?? 0) + 1);
        return end("cut");
      }
      this.#failed.delete(host);
      if (this.#device.have.has(piece)) return next(piece + 1);
      if (!peer.have.has(piece))
        return isComing ? this.#world.at(this.#nowMs + LOOK_MS, () => next(piece)) : end("missing");
      this.#world.at(this.#nowMs + this.#site.pieceMs, () => {
        if (this.#isGone) return;
        this.#world.model.siteGave(this.#device.index, piece);
        this.#tell({ type: "piece", index: piece, request, ok: true });
        this.#device.got(piece);
        next(piece + 1);
      });
    };
    this.#world.at(this.#nowMs + 2, () => next(first));
  }
}
