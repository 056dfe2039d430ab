import type { PieceSet } from "@shoal/core/content/piece-set";
import { PeerChooser, type PeersInput, type PeersOutput } from "@shoal/core/fetch/peers";
import type { PieceHolder } from "@shoal/core/multicast/messages";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import type { PeerAddress } from "@shoal/protocol/multicast/messages";
import { type PeerSource, peerSource } from "../peer/client.ts";
import type { Wanted } from "../source/source.ts";
import type { RateGate } from "./rate-gate.ts";

export interface PeerFetchParts {
  ref: BlobRef;
  have: PieceSet;
  sessionId: string;
  key: Uint8Array;
  gate: RateGate;
  /** Bytes a second as of now; 0 is no ceiling. */
  rateBytesPerSecond: () => number;
  seed: number;
  keep(index: number, bytes: Uint8Array, from: PeerAddress): Promise<"kept" | "wrong" | "unwanted">;
  /** No peer is left that has what is missing. */
  nobody(): void;
  /** A peer sent wrong bytes; it is asked no more. */
  wrong(peer: PeerAddress, detail: string): void;
  /** A peer brought something, or could not be reached. */
  reached?(peer: PeerAddress, ok: boolean): void;
}

const PER_PEER = 1;
const PARALLEL = 8;

/** One that has some pieces and gets others is two: what is there does not wait behind what is not. */
function nameOf({ address, partial = false }: PieceHolder): string {
  return `${address.host}|${address.port}|${partial ? "coming" : "there"}`;
}

/** Pieces from other devices: runs the chooser over the peers that a session names. */
export class PeerFetch {
  readonly #parts: PeerFetchParts;
  readonly #chooser: PeerChooser;
  readonly #peers = new Map<string, { address: PeerAddress; source: PeerSource; partial: boolean }>();
  readonly #requests = new Map<number, AbortController>();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(parts: PeerFetchParts) {
    this.#parts = parts;
    const { have, seed } = parts;
    this.#chooser = new PeerChooser({ pieces: have.count, have, perPeer: PER_PEER, parallel: PARALLEL, seed });
  }

  /** These are there now, with what they have; others are not any more. */
  holders(holders: readonly PieceHolder[]): void {
    const named = new Map(holders.map((holder) => [nameOf(holder), holder]));
    for (const [name, { source }] of this.#peers) {
      if (named.has(name)) continue;
      this.#feed({ type: "gone", peer: name });
      source.close();
      this.#peers.delete(name);
    }
    const { sessionId, key, gate, rateBytesPerSecond } = this.#parts;
    for (const [peer, { address, has, partial = false }] of named) {
      if (!this.#peers.has(peer)) {
        const where = { address: address.host, port: address.port };
        const source = peerSource({ peer: where, sessionId, key, gate, rateBytesPerSecond });
        this.#peers.set(peer, { address, source, partial });
      }
      this.#feed({ type: "peer", peer, runs: has });
    }
  }

  /** A piece is here, from elsewhere. */
  piece(index: number): void {
    this.#feed({ type: "piece", index, ok: true });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const request of this.#requests.values()) request.abort();
    for (const { source } of this.#peers.values()) source.close();
  }

  #feed(input: PeersInput): void {
    if (this.#closed) return;
    for (const output of this.#chooser.handle(input, performance.now())) this.#act(output);
    clearTimeout(this.#timer);
    const deadlineMs = this.#chooser.deadlineMs();
    if (deadlineMs === undefined || this.#closed) return;
    this.#timer = setTimeout(() => this.#feed({ type: "tick" }), Math.max(0, deadlineMs - performance.now()) + 1);
  }

  #act(output: PeersOutput): void {
    switch (output.type) {
      case "request":
        void this.#request(output);
        return;
      case "abort":
        this.#requests.get(output.request)?.abort();
        return;
      case "nobody":
        return this.#parts.nobody();
      case "done":
        return;
    }
  }

  async #request({ request, peer, run }: Extract<PeersOutput, { type: "request" }>): Promise<void> {
    const found = this.#peers.get(peer);
    if (!found) return this.#feed({ type: "request-ended", request, outcome: "cut" });
    const abort = new AbortController();
    this.#requests.set(request, abort);
    const { source, partial, address } = found;
    let pieces = 0;
    const wanted: Wanted<"peer"> = {
      ref: this.#parts.ref,
      keep: async (_source, index, bytes) => {
        const kept = await this.#parts.keep(index, bytes, address);
        if (kept === "unwanted") return false;
        if (kept === "kept") pieces++;
        // Said before the chooser ends its requests, which then bring no word of why.
        else this.#parts.wrong(address, `piece ${index} that it gave has another digest`);
        this.#feed({ type: "piece", index, request, ok: kept === "kept" });
        return kept === "kept";
      },
      heard: () => {},
    };
    const ended = await (partial
      ? source.stream(wanted, request, [run], abort.signal)
      : source.fetch(wanted, request, run, abort.signal));
    this.#requests.delete(request);
    // One that is busy, or does not have it after all, was reached.
    const isCut = ended.outcome === "cut" && ended.retryAfterMs === undefined && pieces === 0;
    if (!abort.signal.aborted) this.#parts.reached?.(address, !isCut);
    const { outcome, retryAfterMs } = ended;
    this.#feed({ type: "request-ended", request, outcome, ...(retryAfterMs ? { retryAfterMs } : {}) });
  }
}
