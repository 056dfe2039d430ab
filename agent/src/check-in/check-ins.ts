import { createHash } from "node:crypto";
import { type ActionRecord, newRecord } from "@shoal/core/action/record";
import type { CheckIn, CheckInAnswer } from "@shoal/protocol/agent/check-in";
import { CAPABILITY } from "@shoal/protocol/capability";
import { encodeCbor } from "@shoal/protocol/codec/cbor";
import type { Verifier } from "@shoal/protocol/codec/sign1";
import type { Inventory } from "@shoal/protocol/device/platform";
import { DEFAULT_SETTINGS, type SettingsOverride } from "@shoal/protocol/settings/settings";
import type { Host } from "../host/host.ts";
import type { HttpClient } from "../http/client.ts";
import type { Journal } from "../journal/journal.ts";
import type { Log } from "../log/log.ts";
import type { ServerClock } from "../state/server-clock.ts";
import { VERSION } from "../version.ts";

export interface CheckInParts {
  http: HttpClient;
  journal: Journal;
  clock: ServerClock;
  host: Host;
  log: Log;
  random: () => number;
  deviceId: string;
  /** The pinned task keys. */
  verify: Verifier;
  refuse: (subject: string, detail: string) => void;
  /** A new action stands in the journal. */
  start: (record: ActionRecord) => void;
  cancel: (actionId: string, why: "cancelled" | "superseded") => void;
  /** The server answered: whatever waits for it may go. */
  heard: () => void;
}

/** The machine is read anew at most this often; what changes in between is not worth the processes. */
const INVENTORY_EVERY_MS = 3_600_000;
const RETRY_MS = 60_000;

/** Asks the server for work: at the doorbell, by poll with jitter, and again while there is more. One question at a time. */
export class CheckIns {
  readonly #parts: CheckInParts;
  /** Refused envelopes, so that one that comes with every answer is reported once. */
  readonly #refused = new Set<string>();
  #inventory: { value: Inventory; digest: string; readMs: number } | undefined;
  #asking: Promise<void> | undefined;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  settings: SettingsOverride = {};
  lastMs: number | undefined;

  constructor(parts: CheckInParts) {
    this.#parts = parts;
  }

  start(): void {
    void this.now();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async idle(): Promise<void> {
    await this.#asking;
  }

  /** Resolves when the server was asked after this call. */
  now(): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    if (this.#asking) {
      this.#again = true;
      return this.#asking;
    }
    clearTimeout(this.#timer);
    this.#asking = this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #ask(): Promise<void> {
    let waitMs = (this.settings.pollIntervalMs ?? DEFAULT_SETTINGS.pollIntervalMs) * (0.9 + this.#parts.random() / 5);
    try {
      do {
        this.#again = false;
        while (!this.#stopped && (await this.#once(false)));
      } while (this.#again && !this.#stopped);
      this.#parts.heard();
    } catch (error) {
      this.#parts.log.info(`check-in failed: ${(error as Error).message}`);
      waitMs = Math.min(waitMs, RETRY_MS * (0.5 + this.#parts.random()));
    }
    if (!this.#stopped) this.#timer = setTimeout(() => void this.now(), waitMs);
  }

  /** @returns whether there is more to ask for */
  async #once(withInventory: boolean): Promise<boolean> {
    const { http, journal, clock } = this.#parts;
    const inventory = await this.#readInventory();
    const body: CheckIn = {
      capability: CAPABILITY,
      agentVersion: VERSION,
      inventoryDigest: inventory.digest,
      afterSequence: journal.sequence,
      ...(withInventory ? { inventory: inventory.value } : {}),
    };
    const answer = await http.json<CheckInAnswer>("/agent/v1/check-in", { method: "POST", body });
    if (this.#stopped) return false;
    clock.heard(answer.serverTimeMs);
    this.lastMs = answer.serverTimeMs;
    this.settings = answer.settings;
    if (answer.envelopes.length > 0) await this.#take(answer.envelopes);
    if (answer.wantInventory && !withInventory) return await this.#once(true);
    return answer.more;
  }

  async #take(envelopes: readonly string[]): Promise<void> {
    const { journal, clock, deviceId, verify, refuse } = this.#parts;
    const { openEnvelope } = await import("../task/open-envelope.ts");
    for (const text of envelopes) {
      const bytes = Buffer.from(text, "base64");
      const opened = openEnvelope(bytes, { deviceId, verify, afterSequence: journal.sequence, nowMs: clock.nowMs() });
      if (!opened.ok) {
        const digest = createHash("sha256").update(bytes).digest("hex");
        if (!this.#refused.has(digest)) refuse(digest, opened.detail);
        this.#refused.add(digest);
        continue;
      }
      const { assignment } = opened;
      if (assignment.order === "cancel") {
        // Noted with the action itself before the sequence is passed; a crash in between asks again.
        this.#parts.cancel(assignment.actionId, assignment.reason);
        journal.passSequence(assignment.sequence);
        continue;
      }
      const record = newRecord(assignment);
      journal.accept(record, assignment.sequence);
      this.#parts.start(record);
    }
  }

  async #readInventory(): Promise<{ value: Inventory; digest: string }> {
    const now = performance.now();
    if (!this.#inventory || now - this.#inventory.readMs > INVENTORY_EVERY_MS) {
      const value = await this.#parts.host.inventory();
      // Free space changes all the time; the task's own check reads it anew.
      const steady = { ...value, diskFreeBytes: Math.floor(value.diskFreeBytes / 1024 ** 3) * 1024 ** 3 };
      this.#inventory = {
        value: steady,
        digest: createHash("sha256").update(encodeCbor(steady)).digest("hex"),
        readMs: now,
      };
    }
    return this.#inventory;
  }
}
