import type { PieceSet } from "@shoal/core/content/piece-set";
import { PeerChooser, type PeersInput, type PeersOutput } from "@shoal/core/fetch/peers";
import type { PieceHolder } from "@shoal/core/multicast/messages";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import { type PeerSource, peerSource } from "../peer/client.ts";
import type { Wanted } from "../source/source.ts";
import type { RateGate } from "./rate-gate.ts";

export interface PeerFetchParts {
  ref: BlobRef;
  have: PieceSet;
  sessionId: string;
  key: Uint8Array;
  gate: RateGate;
  rateBytesPerSecond: number;
  seed: number;
  keep(index: number, bytes: Uint8Array): Promise<boolean>;
  /** No peer is left that has what is missing. */
  nobody(): void;
  wrong(address: string, detail: string): void;
}

const PER_PEER = 1;
const PARALLEL = 4;

/** Pieces from other devices: runs the chooser over the peers that a session names. */
export class PeerFetch {
  readonly #parts: PeerFetchParts;
  readonly #chooser: PeerChooser;
  readonly #peers = new Map<string, { source: PeerSource; partial: boolean }>();
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
    const named = new Map(holders.map((holder) => [`${holder.address.host}|${holder.address.port}`, holder]));
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
        this.#peers.set(peer, { source, partial });
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
    const wanted: Wanted<"peer"> = {
      ref: this.#parts.ref,
      keep: async (_source, index, bytes) => {
        const ok = await this.#parts.keep(index, bytes);
        this.#feed({ type: "piece", index, request, ok });
        return ok;
      },
      heard: () => {},
    };
    const { source, partial } = found;
    const ended = await (partial
      ? source.stream(wanted, request, [run], abort.signal)
      : source.fetch(wanted, request, run, abort.signal));
    this.#requests.delete(request);
    if (ended.wrong) this.#parts.wrong(ended.wrong.peer.address, ended.detail ?? "wrong bytes");
    const { outcome, retryAfterMs } = ended;
    this.#feed({ type: "request-ended", request, outcome, ...(retryAfterMs ? { retryAfterMs } : {}) });
  }
}
