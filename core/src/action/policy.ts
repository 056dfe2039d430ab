import type { Settings } from "@shoal/protocol/settings/rows";
import { formatLocal, opensMs, type ZoneOffset } from "../settings/window.ts";

/** What the settings say about when an action may change the device. */
export type InstallPolicy = Pick<Settings, "rebootRule" | "maintenanceWindows">;

/** Whether a device may be changed now, and if not, when to ask again. */
export class Gate {
  readonly #offsetMs: ZoneOffset;
  #policy: InstallPolicy;
  #opensMs: number | undefined;

  constructor(policy: InstallPolicy, offsetMs: ZoneOffset) {
    this.#policy = policy;
    this.#offsetMs = offsetMs;
  }

  /** When the window opens for which something was found waiting; undefined where nothing was. */
  get opensMs(): number | undefined {
    return this.#opensMs;
  }

  get mayRestart(): boolean {
    return this.#policy.rebootRule === "when-needed";
  }

  set policy(policy: InstallPolicy) {
    this.#policy = policy;
    this.#opensMs = undefined;
  }

  /** Asked anew each time: the zone, the clock and the windows may have changed. */
  isOpen(nowMs: number): boolean {
    const opens = opensMs(this.#policy.maintenanceWindows, nowMs, this.#offsetMs);
    this.#opensMs = opens > nowMs ? opens : undefined;
    return this.#opensMs === undefined;
  }

  /** `opens tue 22:00, the device's time`; of a gate that was found closed. */
  describe(): string {
    const opens = this.#opensMs ?? 0;
    return `opens ${formatLocal(opens + this.#offsetMs(opens))}, the device's time`;
  }
}
