import { createHash, randomBytes } from "node:crypto";
import { type ActionRecord, newRecord } from "@shoal/core/action/record";
import { reportOf } from "@shoal/core/action/report";
import { acceptSettings } from "@shoal/core/settings/accept";
import { mergeSettings } from "@shoal/core/settings/merge";
import type { CheckIn, CheckInAnswer } from "@shoal/protocol/agent/check-in";
import { CAPABILITY } from "@shoal/protocol/capability";
import { encodeCbor } from "@shoal/protocol/codec/cbor";
import type { Verifier } from "@shoal/protocol/codec/sign1";
import type { Inventory } from "@shoal/protocol/device/platform";
import { settingsDigest } from "@shoal/protocol/node/settings-digest";
import type { SealingKey } from "@shoal/protocol/secret/sealing-key";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import type { StopReason } from "@shoal/protocol/task/assignment";
import { type Host, INVENTORY_EVERY_MS } from "../host/host.ts";
import { type HttpClient, HttpFailure } from "../http/client.ts";
import type { Journal } from "../journal/journal.ts";
import type { KeptReleases } from "../keep/kept-releases.ts";
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
  /** What the server seals secrets for this device with. */
  sealingKey: () => SealingKey;
  /** The pinned task keys. */
  verify: Verifier;
  /** Of the newest trust document that was taken, and that there is another. */
  trustDigest: () => string;
  trustChanged: (digest: string) => Promise<void>;
  refuse: (subject: string, detail: string) => void;
  /** A new action stands in the journal. */
  start: (record: ActionRecord) => void;
  cancel: (actionId: string, why: StopReason) => void;
  /** The device's set is another one now. */
  settingsChanged: () => void;
  /** What tasks keep here; it is looked for when the machine is read. */
  kept: KeptReleases;
  /** The server says that this device's certificate has expired. */
  expired: () => void;
  /** The server answered: whatever waits for it may go. */
  heard: () => void;
}

const RETRY_MS = 60_000;
const CHANGED_MS = 10_000;
/** Refused envelopes that are remembered, so that a server that repeats one is not answered each time. */
const REFUSED_KEPT = 1000;

/** Asks the server for work: at the doorbell, by poll with jitter, and again while there is more. One question at a time. */
export class CheckIns {
  readonly #parts: CheckInParts;
  /** Refused envelopes, so that one that comes with every answer is reported once. */
  readonly #refused = new Set<string>();
  /** Of this start of the agent: a copy of this disk has another one. */
  readonly #instance = randomBytes(8).toString("hex");
  #inventory: { value: Inventory; digest: string; readMs: number } | undefined;
  #asking: Promise<void> | undefined;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #changed: NodeJS.Timeout | undefined;
  #stopped = false;
  /** The device's own set, as the server last said: what of it this agent understands. */
  settings: SettingsOverride;
  #settingsDigest: string;
  /** A new set is answered for once at a time, so that a server which changes its mind with every answer gains nothing. */
  #answered = false;
  #sealingKey: SealingKey | undefined;
  lastMs: number | undefined;
  /** Why the last question had no answer; undefined where it had. */
  failed: string | undefined;

  constructor(parts: CheckInParts) {
    this.#parts = parts;
    this.settings = acceptSettings(JSON.parse(parts.journal.fact("settings") ?? "{}"));
    this.#settingsDigest = settingsDigest(this.settings);
  }

  /** What the server was last told of this machine. */
  get inventory(): Inventory | undefined {
    return this.#inventory?.value;
  }

  start(): void {
    void this.now();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#changed);
  }

  async idle(): Promise<void> {
    await this.#asking;
  }

  /** What this machine is has changed: it is read anew, and the server hears of it, not of a whole subnet at once. */
  changed(): void {
    if (this.#stopped) return;
    this.#inventory = undefined;
    clearTimeout(this.#changed);
    this.#changed = setTimeout(() => void this.now(), CHANGED_MS * (0.5 + this.#parts.random()));
    this.#changed.unref();
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
    this.failed = undefined;
    try {
      do {
        this.#again = false;
        this.#answered = false;
        while (!this.#stopped && (await this.#once(false)));
      } while (this.#again && !this.#stopped);
    } catch (error) {
      this.failed = (error as Error).message;
      this.#parts.log.info(`check-in failed: ${this.failed}`);
      if (error instanceof HttpFailure && error.code === "certificate-expired") this.#parts.expired();
    }
    if (!this.#stopped) this.#timer = setTimeout(() => void this.now(), this.#waitMs());
  }

  #waitMs(): number {
    const { random } = this.#parts;
    const pollMs = mergeSettings(this.settings).pollIntervalMs * (0.9 + random() / 5);
    return this.failed === undefined ? pollMs : Math.min(pollMs, RETRY_MS * (0.5 + random()));
  }

  /** @returns whether to ask again at once: there is more, and this answer has brought the agent forward */
  async #once(withInventory: boolean): Promise<boolean> {
    const { http, journal, clock, heard, kept } = this.#parts;
    const inventory = await this.#readInventory();
    const missing = kept.missing();
    const before = journal.sequence;
    this.#sealingKey ??= this.#parts.sealingKey();
    const body: CheckIn = {
      capability: CAPABILITY,
      agentVersion: VERSION,
      instance: this.#instance,
      trustDigest: this.#parts.trustDigest(),
      inventoryDigest: inventory.digest,
      afterSequence: before,
      settingsDigest: this.#settingsDigest,
      ...(withInventory ? { inventory: inventory.value } : {}),
      // Each time: a server that was restored may never have heard it, and gives out orders with this answer.
      sealingKey: this.#sealingKey,
      ...(missing.length > 0 ? { missing } : {}),
    };
    const answer = await http.json<CheckInAnswer>("/agent/v1/check-in", { method: "POST", body });
    if (this.#stopped) return false;
    clock.heard(answer.serverTimeMs);
    this.#compareRestores(answer.restores);
    heard();
    this.lastMs = clock.nowMs();
    const newTrust = await this.#followTrust(answer.trustDigest);
    const newSettings = this.#setSettings(answer.settings);
    if (answer.envelopes.length > 0) await this.#take(answer.envelopes);
    if (answer.wantInventory && !withInventory) return await this.#once(true);
    if (answer.more && journal.sequence > before) return true;
    const news = newSettings || newTrust;
    const answers = news && !this.#answered;
    this.#answered ||= news;
    return answers;
  }

  /** Before what was sealed by newer keys is taken. @returns whether there is another one now */
  async #followTrust(digest: string | undefined): Promise<boolean> {
    if (digest === undefined || digest === this.#parts.trustDigest()) return false;
    try {
      await this.#parts.trustChanged(digest);
      return true;
    } catch (error) {
      this.#parts.log.warn(`the newer trust document was not taken: ${(error as Error).message}`);
      return false;
    }
  }

  /** A server that was restored from a backup has forgotten what it took since: it is told again how everything ended. */
  #compareRestores(restores: number): void {
    const { journal, clock, log } = this.#parts;
    const before = journal.fact("restores");
    if (before === String(restores)) return;
    if (before === undefined) return journal.note("restores", String(restores));
    journal.tellAnew(restores, (record) => reportOf(record, clock.nowMs()));
    log.info("the server was restored from a backup: it is told again how the actions of this device stand");
  }

  /** In force from here on: waits, gates and ceilings ask for them each time. @returns whether they are others */
  #setSettings(raw: SettingsOverride): boolean {
    const settings = acceptSettings(raw);
    const digest = settingsDigest(settings);
    if (digest === this.#settingsDigest) return false;
    this.settings = settings;
    this.#settingsDigest = digest;
    this.#parts.journal.note("settings", JSON.stringify(settings));
    this.#parts.log.info("the device's settings are others now");
    this.#parts.settingsChanged();
    return true;
  }

  /** In order. What is refused is reported and passed over; what cannot be stored is asked for again later. */
  async #take(envelopes: readonly string[]): Promise<void> {
    const { journal, clock, deviceId, verify } = this.#parts;
    // Loaded with the first envelope: an agent that has nothing to do carries no schemas.
    const { openEnvelope } = await import("../task/open-envelope.ts");
    for (const text of envelopes) {
      if (this.#stopped) return;
      const bytes = Buffer.from(text, "base64");
      const opened = openEnvelope(bytes, { deviceId, verify, afterSequence: journal.sequence, nowMs: clock.nowMs() });
      if (!opened.ok) {
        this.#refuse(bytes, opened.detail);
        if (opened.passedSequence !== undefined) journal.setFact("sequence", String(opened.passedSequence));
        continue;
      }
      const { assignment } = opened;
      if (assignment.order === "cancel") {
        journal.order(assignment.actionId, assignment.reason, assignment.sequence);
        this.#parts.cancel(assignment.actionId, assignment.reason);
      } else if (journal.action(assignment.actionId)) {
        this.#refuse(bytes, `action ${assignment.actionId} was begun before`);
        journal.setFact("sequence", String(assignment.sequence));
      } else {
        const record = newRecord(assignment);
        journal.accept(record, assignment.sequence);
        this.#parts.start(record);
      }
    }
  }

  #refuse(bytes: Uint8Array, detail: string): void {
    const digest = createHash("sha256").update(bytes).digest("hex");
    if (this.#refused.has(digest)) return;
    if (this.#refused.size >= REFUSED_KEPT) this.#refused.clear();
    this.#refused.add(digest);
    this.#parts.refuse(digest, detail);
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
      this.#parts.kept.look();
    }
    return this.#inventory;
  }
}
