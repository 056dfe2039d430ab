import type { Random } from "@shoal/core/random/seeded";
import type { EventQueue } from "./event-queue.ts";
import type { SimDevice } from "./sim-device.ts";

export interface LanOptions {
  /** Loss of each datagram at each receiver, 0 to 1. */
  loss: number;
  /** Mean length of a burst of losses in datagrams; 1: independent. */
  burst: number;
  /** Share of datagrams that come late, and of those that come twice. */
  reorder: number;
  duplicate: number;
  /** The way of every datagram takes so long, and up to so much longer by chance, at each receiver of its own. */
  delayMs: number;
  jitterMs: number;
}

/** How late one comes that is overtaken. */
const REORDER_MS = 5;
/** Below this all receivers hear a datagram at one moment: one event for hundreds of devices. */
const AS_ONE_MS = 1;

/** What becomes of datagrams on their way: lost, late, twice, in another order. */
export class Lan {
  readonly #options: LanOptions;
  readonly #queue: EventQueue;
  readonly #random: Random;
  readonly #losing = new Set<SimDevice>();

  constructor(options: LanOptions, queue: EventQueue, random: Random) {
    this.#options = options;
    this.#queue = queue;
    this.#random = random;
  }

  /** @param hears is asked when the datagram is there: is this device there too? */
  send(to: readonly SimDevice[], hears: (device: SimDevice) => boolean, take: (device: SimDevice) => void): void {
    const arrive = (device: SimDevice) => hears(device) && this.#arrive(() => take(device), device);
    if (this.#options.jitterMs > AS_ONE_MS)
      for (const device of to) this.#queue.at(this.#queue.nowMs + this.onWayMs(), () => arrive(device));
    else
      this.#queue.at(this.#queue.nowMs + this.onWayMs(), () => {
        for (const device of to) arrive(device);
      });
  }

  onWayMs(): number {
    const { delayMs, jitterMs } = this.#options;
    return delayMs + this.#random() * jitterMs;
  }

  #arrive(take: () => void, device: SimDevice): void {
    if (this.#loses(device)) return;
    const { reorder, duplicate } = this.#options;
    if (reorder > 0 && this.#random() < reorder)
      return this.#queue.at(this.#queue.nowMs + this.#random() * REORDER_MS, take);
    take();
    if (duplicate > 0 && this.#random() < duplicate) take();
  }

  /** Gilbert's model: runs of losses of a mean length. */
  #loses(device: SimDevice): boolean {
    const { loss, burst } = this.#options;
    if (loss === 0) return false;
    if (burst <= 1) return this.#random() < loss;
    const wasLosing = this.#losing.delete(device);
    const isLosing = wasLosing ? this.#random() >= 1 / burst : this.#random() < loss / (burst * (1 - loss));
    if (isLosing) this.#losing.add(device);
    return isLosing;
  }
}
