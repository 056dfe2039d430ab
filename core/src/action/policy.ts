import type { Settings } from "@shoal/protocol/settings/rows";
import { formatLocal, type ZoneOffset } from "../settings/local-time.ts";
import { firstFit } from "../settings/window.ts";

/** What the settings say about when an action may change the device. */
export type InstallPolicy = Pick<Settings, "rebootRule" | "maintenanceWindows" | "deferralMs" | "userNotification">;

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

  /** How long those who are signed in may put off what could begin; 0 where they may not. */
  get deferralMs(): number {
    return this.#policy.deferralMs;
  }

  tells(what: "waiting" | "restart"): boolean {
    const { userNotification } = this.#policy;
    return userNotification === "all" || (userNotification === "restarts" && what === "restart");
  }

  set policy(policy: InstallPolicy) {
    this.#policy = policy;
    this.#opensMs = undefined;
  }

  /** Asked anew each time: the zone, the clock and the windows may have changed. */
  isOpen(nowMs: number): boolean {
    const fit = firstFit(this.#policy.maintenanceWindows, 1, nowMs, this.#offsetMs);
    const opens = "atMs" in fit ? fit.atMs : undefined;
    this.#opensMs = opens !== undefined && opens > nowMs ? opens : undefined;
    return this.#opensMs === undefined;
  }

  /** Why what could be installed now waits, and until when. */
  whyWaiting(nowMs: number): ["window-closed" | "deferred", string] | undefined {
    if (!this.isOpen(nowMs)) return ["window-closed", this.#describe()];
    if (this.deferralMs === 0) return undefined;
    return ["deferred", `at the latest until ${this.#local(nowMs + this.deferralMs)}`];
  }

  /** What a person has to do for a restart, or when it comes by itself; undefined where it comes now. */
  whenRestarted(nowMs: number): string | undefined {
    if (!this.mayRestart) return "Restart the device, or allow restarts in the agent settings.";
    if (!this.isOpen(nowMs)) return `The agent restarts the device when its maintenance window ${this.#describe()}.`;
    if (this.deferralMs === 0) return undefined;
    return `The agent restarts the device when nobody is signed in, at the latest ${this.#local(nowMs + this.deferralMs)}.`;
  }

  /** Of a gate that was found closed. */
  #describe(): string {
    return `opens ${this.#local(this.#opensMs ?? 0)}`;
  }

  /** `tue 22:00, the device's time`. */
  #local(atMs: number): string {
    return `${formatLocal(atMs + this.#offsetMs(atMs))}, the device's time`;
  }
}
