import type { Random } from "@shoal/core/random/seeded";
import type { EventQueue } from "../../multicast/event-queue.ts";
import { type Counts, countUp } from "./counts.ts";
import type { SimDevice } from "./sim-device.ts";
import type { SimServer } from "./sim-server.ts";

const TIMEOUT_MS = 30_000;

export interface WireOptions {
  /** Of messages each way. */
  lost: number;
  duplicated: number;
  /** Of requests, some minutes late; what came after them may be there before. */
  delayed: number;
  /** Of requests: the server ends beside the transaction. */
  crashes: number;
}

/** What is between devices and the server: messages are lost, doubled and late, and the server is not always there. */
export class Wire {
  options: WireOptions;
  isServerUp = true;
  readonly #queue: EventQueue;
  readonly #random: Random;
  readonly #server: SimServer;
  readonly #counts: Counts;

  constructor(options: WireOptions, queue: EventQueue, random: Random, server: SimServer, counts: Counts) {
    this.options = options;
    this.#queue = queue;
    this.#random = random;
    this.#server = server;
    this.#counts = counts;
  }

  /** @param done with what the server answered; undefined where nothing came of it */
  request<T>(device: SimDevice, serve: (nowMs: number) => T, done: (answer: T | undefined) => void): void {
    const { lost, duplicated, delayed } = this.options;
    let isOver = false;
    const { process } = device;
    const finish = (answer: T | undefined) => {
      // The agent that asked may be another one by now.
      if (isOver || process !== device.process) return;
      isOver = true;
      done(answer);
    };
    device.after(TIMEOUT_MS, () => finish(undefined));
    if (this.#chance(lost)) return;
    const arrive = (answers: boolean) => {
      const answer = this.#served(serve);
      if (!answers || !answer || this.#chance(lost)) return;
      device.after(this.#latencyMs(), () => {
        if (device.isOnline) finish(answer.of);
      });
    };
    const late = this.#chance(delayed) ? this.#random() * 600_000 : 0;
    this.#queue.at(this.#queue.nowMs + this.#latencyMs() + late, () => arrive(late < TIMEOUT_MS));
    if (this.#chance(duplicated))
      this.#queue.at(this.#queue.nowMs + this.#latencyMs() + this.#random() * 60_000, () => arrive(false));
  }

  /** The doorbell: nothing is lost with it but time. */
  bell(device: SimDevice): void {
    if (this.isServerUp && device.isOnline && !this.#chance(this.options.lost))
      this.#queue.at(this.#queue.nowMs + this.#latencyMs(), () => device.ringBell());
  }

  /** The server ends, and is there again after a while. */
  crash(): void {
    if (!this.isServerUp) return;
    this.isServerUp = false;
    this.#queue.at(this.#queue.nowMs + 5000 + this.#random() * 1_800_000, () => {
      countUp(this.#counts, "server restarted");
      this.#server.restart();
      this.isServerUp = true;
    });
  }

  #served<T>(serve: (nowMs: number) => T): { of: T } | undefined {
    if (!this.isServerUp) return undefined;
    // It ends in the middle of the transaction, of which nothing is left; or after it, and the answer is lost.
    if (this.#chance(this.options.crashes)) return void this.crash();
    const answer = serve(this.#queue.nowMs);
    if (this.#chance(this.options.crashes)) return void this.crash();
    return { of: answer };
  }

  #latencyMs(): number {
    return 20 + this.#random() * 400;
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }
}
