import type { Random } from "@shoal/core/random/seeded";
import { ROLLOUT_ORDERS, type RolloutOrder } from "@shoal/core/rollout/messages";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import type { RolloutStateName } from "@shoal/protocol/rollout/state";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import { NTHS, type TimeWindow, WEEKDAYS } from "@shoal/protocol/settings/window";
import type { Package } from "./sim-host.ts";
import type { Spec } from "./stored.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MINUTE_MS = 60_000;

/** What a seed makes of a fleet and of what is ordered there. */
export class Scenario {
  readonly #random: Random;
  readonly packages: Package[];
  /** Sets of settings; each device has one of them. */
  readonly sets: SettingsOverride[];

  constructor(random: Random) {
    this.#random = random;
    this.packages = ["reader", "editor", "till", "agent-tools"].map((name) => this.#package(name));
    this.sets = Array.from({ length: 4 }, () => this.settings());
  }

  chance(share: number): boolean {
    return this.#random() < share;
  }

  some<T>(values: readonly T[]): T {
    return values[Math.floor(this.#random() * values.length)]!;
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.#random() * (most - least + 1));
  }

  #package(name: string): Package {
    const takesMs = this.between(1, 25) * MINUTE_MS;
    return {
      name,
      takesMs,
      ...(this.chance(0.6) ? { expectedMs: takesMs } : {}),
      repeatable: this.chance(0.5),
      failing: this.some([0, 0.02, 0.02, 0.05]),
      badVersions: new Set(this.chance(0.4) ? [`${this.between(1, 4)}.0`] : []),
      restarts: this.some([0, 0, 0.3, 1]),
      unfit: this.some([0, 0, 0.1]),
    };
  }

  settings(): SettingsOverride {
    const asks = this.chance(0.5);
    return {
      pollIntervalMs: this.between(2, 12) * HOUR_MS,
      maintenanceWindows: this.chance(0.75) ? Array.from({ length: this.between(1, 3) }, () => this.#window()) : [],
      deferralMs: this.chance(0.5) ? this.between(1, 36) * HOUR_MS : 0,
      deferralCount: asks ? this.between(1, 3) : 0,
      deferralIntervalMs: this.between(1, 8) * HOUR_MS,
      userNotification: this.some(["none", "restarts", "all", "all"]),
      rebootRule: this.some(["never", "when-needed", "when-needed", "forced"]),
      rebootDeadlineMs: this.between(1, 72) * HOUR_MS,
      rebootNoticeMs: this.some([0, 5, 30]) * MINUTE_MS,
    };
  }

  #window(): TimeWindow {
    const time = () => `${String(this.between(0, 23)).padStart(2, "0")}:${this.some(["00", "15", "30", "45"])}`;
    const monthly = this.chance(0.15);
    const days = monthly ? [this.some(WEEKDAYS)] : WEEKDAYS.filter(() => this.chance(0.6));
    return {
      days: days.length === 0 ? ["sun"] : days,
      // Nights, where clocks change, more often than days.
      from: this.chance(0.5) ? this.some(["00:30", "01:30", "02:00", "02:30", "03:00", "23:00"]) : time(),
      ...(this.chance(0.5)
        ? { to: this.chance(0.5) ? this.some(["02:00", "02:15", "02:30", "03:30", "04:00"]) : time() }
        : { forMinutes: this.between(3, 40) * 10 }),
      ...(monthly ? { nth: this.some(NTHS), ...(this.chance(0.5) ? { plusDays: this.between(1, 5) } : {}) } : {}),
    };
  }

  task(): Spec {
    const kind = this.chance(0.1) ? "remove" : this.chance(0.08) ? "precache" : "install";
    const rings = this.chance(0.6) ? this.rings() : undefined;
    const urgency =
      kind === "install" && !rings && this.chance(0.2)
        ? "available"
        : kind !== "precache" && this.chance(0.15)
          ? "immediate"
          : "required";
    const lifeMs = this.between(2, 8) * DAY_MS;
    return {
      package: this.some(this.packages).name,
      version: `${this.between(1, 4)}.0`,
      kind,
      priority: this.chance(0.5) ? 0 : this.between(-10, 10),
      urgency,
      ...(urgency !== "immediate" && kind !== "precache" && this.chance(0.4)
        ? { deadlineInMs: this.between(2, lifeMs / HOUR_MS) * HOUR_MS }
        : {}),
      lifeMs,
      ...(this.chance(0.6)
        ? {
            retry: {
              attempts: this.between(1, 3),
              firstMs: this.between(5, 240) * MINUTE_MS,
              factor: this.between(1, 3),
            },
          }
        : {}),
      ...(rings ? { rings } : {}),
      dynamic: rings !== undefined && this.chance(0.4),
      settings: this.chance(0.1) ? { maintenanceWindows: [this.#window()] } : {},
      share: this.chance(0.6) ? 1 : this.#random(),
    };
  }

  /** What a person orders a task for which a rollout stands so; whether it can be carried out is not asked. */
  order(standing: RolloutStateName | undefined): RolloutOrder | "retry" | "cancel" | "recall" {
    if (standing === "paused" && this.chance(0.6)) return "resume";
    if (standing === "waiting") return this.some(["approve", "approve", "next"]);
    if (standing === "running" && this.chance(0.6)) return this.some(["pause", "approve"]);
    return this.some([...ROLLOUT_ORDERS, "retry", "retry", "cancel", "recall"]);
  }

  rings(): RolloutRing[] {
    const number = this.between(1, 4);
    const steps = [2, 10, 30, 60];
    return Array.from({ length: number }, (_, at): RolloutRing => {
      const isLast = at === number - 1;
      const who: Partial<RolloutRing> = isLast
        ? { rest: true }
        : this.chance(0.2)
          ? { group: at === 0 ? "odd" : "even" }
          : this.chance(0.3)
            ? { count: this.between(1, 20) }
            : { percent: steps[at]! + this.between(0, 9) };
      return { name: `ring ${at}`, ...who, ...this.#thresholds(), ...(isLast ? {} : this.#next()) };
    });
  }

  #thresholds(): Partial<RolloutRing> {
    const soakMs = this.chance(0.6) ? this.between(1, 48) * HOUR_MS : 0;
    const timeout = this.chance(0.3);
    return {
      ...(this.chance(0.5)
        ? { success: this.some([80, 90, 95, 97.5, 100]) }
        : this.chance(0.6)
          ? { errors: { percent: this.some([0, 2, 5, 10]) } }
          : { errors: { count: this.between(1, 4) } }),
      ...(this.chance(0.7) ? { ended: this.some([20, 50, 70, 95, 100]) } : {}),
      ...(this.chance(0.5) ? { sample: this.between(1, 30) } : {}),
      ...(soakMs === 0 ? {} : { soakMs }),
      ...(timeout
        ? { timeoutMs: soakMs + this.between(12, 120) * HOUR_MS, onTimeout: this.some(["pause", "open"]) }
        : {}),
      onErrors: this.chance(0.25) ? "stop" : "pause",
    };
  }

  #next(): Partial<RolloutRing> {
    return {
      ...(this.chance(0.2) ? { next: "wait" } : {}),
      ...(this.chance(0.35) ? { approvals: this.between(1, 2) } : {}),
    };
  }
}
