import { pieceCount, pieceSpan } from "@shoal/protocol/content/piece";
import { LIMITS } from "@shoal/protocol/limits";
import { PieceSet } from "../content/piece-set.ts";
import type { PushRequest } from "./messages.ts";

/** One blob on its way to one device: what is still to be sent, what was sent and is not acknowledged. */
export class Transfer {
  readonly id: number;
  readonly request: PushRequest;
  /** Since when it has its turn, and since when nothing was acknowledged. */
  turnSinceMs = 0;
  progressAtMs = 0;
  started = false;
  /** Frames handed to the socket that it has not written yet. */
  unwritten = 0;
  readonly #waiting: PieceSet;
  readonly #flying = new Set<number>();
  readonly #refused = new Map<number, number>();
  #refusals = 0;

  /** @throws RangeError where a run is outside the blob */
  constructor(id: number, request: PushRequest) {
    this.id = id;
    this.request = request;
    this.#waiting = PieceSet.fromRuns(pieceCount(request.sizeBytes), request.lacks);
  }

  get isDone(): boolean {
    return this.#waiting.size === 0 && this.#flying.size === 0;
  }

  get isWaitingForDevice(): boolean {
    return this.#flying.size > 0;
  }

  /** The piece to send next, where window and socket have room for one. */
  next(): { piece: number; offset: number; length: number } | undefined {
    if (this.#flying.size >= LIMITS.pushWindowPieces || this.unwritten >= LIMITS.pushUnwrittenPieces) return undefined;
    const piece = this.#waiting.next();
    return piece === undefined ? undefined : { piece, ...pieceSpan(piece, this.request.sizeBytes) };
  }

  sent(piece: number): void {
    this.#waiting.delete(piece);
    this.#flying.add(piece);
    this.unwritten++;
  }

  /** @returns what is wrong where the device refused too often; acknowledgements of what is not under way are dropped */
  acknowledged(piece: number, ok: boolean, nowMs: number): string | undefined {
    if (!this.#flying.delete(piece)) return undefined;
    if (ok) {
      this.progressAtMs = nowMs;
      return undefined;
    }
    const times = (this.#refused.get(piece) ?? 0) + 1;
    this.#refused.set(piece, times);
    this.#refusals++;
    if (times > LIMITS.pushPieceResends) return `piece ${piece} was refused ${times} times`;
    if (this.#refusals > LIMITS.corruptPieces) return `${this.#refusals} pieces were refused`;
    this.#waiting.add(piece);
    return undefined;
  }
}
