import { LIMITS } from "@shoal/protocol/limits";
import type { SimDevice } from "./sim-device.ts";
import type { SimServer } from "./sim-server.ts";
import type { Wire } from "./wire.ts";

const GATHER_MS = 100;

/** Sends what a device's journal holds, until the server has it; it is gone with the agent's process, and the journal is not. */
export class SimReporter {
  readonly #device: SimDevice;
  readonly #wire: Wire;
  readonly #server: SimServer;
  #isSending = false;
  #gathers = false;
  #failures = 0;
  #timer = 0;

  constructor(device: SimDevice, wire: Wire, server: SimServer) {
    this.#device = device;
    this.#wire = wire;
    this.#server = server;
  }

  /** There is something to send, and perhaps soon more. */
  wake(): void {
    if (this.#gathers || this.#failures > 0) return;
    this.#gathers = true;
    this.#device.after(GATHER_MS, () => {
      this.#gathers = false;
      this.send();
    });
  }

  send(): void {
    const { journal, id, watch } = this.#device;
    const reports = journal.reports.slice(0, LIMITS.reportsPerRequest);
    if (this.#isSending || reports.length === 0 || !this.#device.isOnline) return;
    this.#isSending = true;
    if (this.#device.habits.isQuiet && this.#device.random() < 0.99) return this.#failed();
    this.#wire.request(
      this.#device,
      (nowMs) => this.#server.report(id, reports, nowMs),
      (stored) => {
        this.#isSending = false;
        if (stored) {
          this.#failures = 0;
          journal.reports = journal.reports.filter((each) => !stored.includes(each));
          for (const each of stored) watch.sent(id, each);
          return this.send();
        }
        this.#failed();
      },
    );
  }

  #failed(): void {
    this.#isSending = false;
    const fullMs = Math.min(2000 * 2 ** this.#failures++, this.#device.habits.isQuiet ? 3_600_000 : 300_000);
    // One that waits is enough, however often it was asked in between.
    const timer = ++this.#timer;
    this.#device.after(fullMs * (0.5 + this.#device.random() / 2), () => {
      if (timer === this.#timer) this.send();
    });
  }
}
