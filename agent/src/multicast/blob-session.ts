import type { PieceRun } from "@shoal/core/content/piece-set";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import type { Settings } from "@shoal/protocol/settings/rows";
import type { PartFile } from "../cache/part-file.ts";
import { PeerFetch } from "../fetch/peer-fetch.ts";
import type { RateGate } from "../fetch/rate-gate.ts";
import { sessionKeys } from "./keys.ts";
import { type Multicast, pathOf } from "./multicast.ts";
import type { MulticastSession, UnicastLeave } from "./session.ts";

export interface BlobSessionParts {
  multicast: Multicast;
  contentKey: Uint8Array;
  ref: BlobRef;
  part: PartFile;
  paths: { part: string; whole: string };
  settings: Settings;
  gate: RateGate;
  seed: number;
}

export type HeldBlob = Parameters<Multicast["hold"]>[0];

export interface BlobSessionEvents {
  keep(source: "multicast" | "peer", index: number, bytes: Uint8Array): Promise<"kept" | "wrong" | "unwanted">;
  /** The server is not to be asked for these: they come in another way. */
  elsewhere(runs: PieceRun[]): void;
  /** Somebody on the subnet sends wrong bytes. */
  accuse(detail: string): void;
}

/** A fetch's side of a session: what it brings, and which peers are asked when it says so. */
export class BlobSession {
  readonly #parts: BlobSessionParts;
  readonly #events: BlobSessionEvents;
  #session: MulticastSession | undefined;
  #peers: PeerFetch | undefined;
  #leave: UnicastLeave = { allowed: false, origin: false, holders: [] };
  #closed = false;

  constructor(parts: BlobSessionParts, events: BlobSessionEvents) {
    this.#parts = parts;
    this.#events = events;
  }

  async start(): Promise<void> {
    const { multicast, contentKey, ref, part, paths, settings } = this.#parts;
    const session = await multicast.join({
      contentKey,
      ref,
      have: part.have,
      path: pathOf(paths.part, paths.whole),
      settings,
      events: {
        keep: (index, bytes) => this.#events.keep("multicast", index, bytes),
        unicast: (leave) => this.#unicast(leave),
        role: () => {},
        accuse: (address, detail) => this.#events.accuse(`${address}: ${detail}`),
      },
    });
    if (!session) return this.#events.elsewhere([]);
    this.#session = session;
    if (this.#closed) multicast.settle(session.id);
  }

  /** A piece is on the disk, from wherever. */
  piece(index: number): void {
    if (this.#session) this.#parts.multicast.came(this.#session.id, index);
    this.#peers?.piece(index);
  }

  /** The server can, or cannot, be reached. */
  origin(reachable: boolean): void {
    this.#session?.origin(reachable);
  }

  close(): void {
    this.#closed = true;
    this.#peers?.close();
    if (this.#session) this.#parts.multicast.settle(this.#session.id);
  }

  #unicast(leave: UnicastLeave): void {
    if (this.#closed) return;
    this.#leave = leave;
    const all: PieceRun[] = [[0, this.#parts.part.have.count]];
    if (!leave.allowed) {
      this.#peers?.holders([]);
      return this.#events.elsewhere(all);
    }
    if (leave.holders.length > 0) this.#peers ??= this.#newPeers();
    const held = leave.holders.flatMap(({ has }) => has);
    this.#events.elsewhere(leave.origin ? held : all);
    this.#peers?.holders(leave.holders);
  }

  #newPeers(): PeerFetch {
    const { contentKey, ref, part, gate, settings, seed } = this.#parts;
    const keys = sessionKeys(contentKey, ref.manifestDigest);
    return new PeerFetch({
      ref,
      have: part.have,
      sessionId: keys.idHex,
      key: keys.peer,
      gate,
      rateBytesPerSecond: settings.fetchRateBytesPerSecond,
      seed,
      keep: async (index, bytes) => (await this.#events.keep("peer", index, bytes)) === "kept",
      // Nobody is left to ask: the server it is, unless a cast brings it.
      nobody: () => {
        if (this.#leave.allowed) this.#events.elsewhere([]);
      },
      wrong: (address, detail) => this.#events.accuse(`${address}: ${detail}`),
    });
  }
}
