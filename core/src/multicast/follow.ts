import { LIMITS } from "@shoal/protocol/limits";
import type { Beacon, Evict, Mark, MemberState } from "@shoal/protocol/multicast/messages";
import type { PieceSet } from "../content/piece-set.ts";
import type { Random } from "../random/seeded.ts";
import { feedbackWaitMs, nackWindowMs, statusEveryMs, statusWindowMs } from "./backoff.ts";
import { ANSWER_MS, BEACON_LOST_MS, IDLE_LOST_MS } from "./beacon-pace.ts";
import { LinkStats } from "./link-stats.ts";
import { MEMBER_LIFE_MS } from "./members.ts";
import type { MemberId, SessionOutput } from "./messages.ts";
import type { Receiver } from "./receiver.ts";
import { Timers } from "./timers.ts";

/** How long it may take to answer by unicast that it is there after all. */
const ASK_MS = 700;
/** Symbols were cast, the beacons say so, and none came. */
const DEAF_MS = 4000;
/** What may have been cast without this device being deaf. */
const DEAF_SYMBOLS = 200;
/** Loss that a member bears, and for how long: more is cheaper by unicast for everybody. */
const BEARABLE_PERMILLE = 200;
const UNBEARABLE_MS = 5000;
/** A session in which nothing has moved for so long, though pieces are missing, is not waited for. */
const STUCK_MS = 15_000;
const STATUS_LEAST_MS = 15;
const SWEEP_MS = 100;

type TimerName = "beacon-lost" | "ask" | "nack" | "sweep" | "status" | "stuck";

/** Why a device stops following: its representative is gone, or this cast does not reach it. */
export interface Parting {
  to: "seek" | "alone";
  why: string;
}

export interface FollowOptions {
  id: MemberId;
  beacon: Beacon;
  have: PieceSet;
  receiver: Receiver;
  random: Random;
  peerPort: number;
  nowMs: number;
}

/** A member's half: what it hears of its representative, asks it for and tells it. It keeps on where all is here, for its last word. */
export class Follow {
  readonly id: MemberId;
  beacon: Beacon;
  #heardMs: number;
  readonly #options: FollowOptions;
  readonly #timers = new Timers<TimerName>();
  readonly #stats = new LinkStats();
  #answeredRound: number;
  #completeMs: number | undefined;
  #symbolsThen: number;
  #symbolMs: number;
  #unbearableSinceMs: number | undefined;
  /** Since when it is due to answer somebody else, and was not heard. */
  #calledMs: number | undefined;

  constructor(options: FollowOptions) {
    const { id, beacon, have, nowMs } = options;
    this.#options = options;
    this.id = id;
    this.beacon = beacon;
    this.#heardMs = nowMs;
    this.#symbolMs = nowMs;
    this.#symbolsThen = beacon.castSymbols;
    this.#answeredRound = beacon.round;
    options.receiver.newSender(nowMs);
    this.#statusSoon(nowMs);
    if (have.isFull) this.#completeMs = nowMs;
    if (have.isFull) return;
    this.#timers.set("beacon-lost", nowMs + BEACON_LOST_MS);
    this.#timers.set("sweep", nowMs + SWEEP_MS);
    this.#timers.set("stuck", nowMs + STUCK_MS + beacon.startsInMs);
  }

  deadlineMs(): number | undefined {
    return this.#timers.next();
  }

  isHeard(nowMs: number): boolean {
    return nowMs < this.#heardMs + BEACON_LOST_MS;
  }

  /** Somebody else offers or leads, which a representative that is there answers at once. */
  called(nowMs: number): void {
    this.#calledMs ??= nowMs;
  }

  /** Is it to be believed in against somebody else? An idle one may have been silent for a while. */
  isThere(nowMs: number): boolean {
    const lostMs = this.beacon.phase === "complete" && this.#options.have.isFull ? IDLE_LOST_MS : BEACON_LOST_MS;
    return nowMs < this.#heardMs + lostMs && nowMs < (this.#calledMs ?? nowMs) + ANSWER_MS;
  }

  /** A datagram of the representative came, whatever it says. */
  heard(counter: number, nowMs: number): void {
    this.#stats.heard(counter, nowMs);
  }

  onBeacon(beacon: Beacon, nowMs: number): Parting | undefined {
    const before = this.beacon;
    this.beacon = beacon;
    this.#heardMs = nowMs;
    this.#calledMs = undefined;
    this.#stats.clock(beacon.clockUs, nowMs);
    // For a while also where all is here: the word of that may have been lost, and it would be cast to nobody.
    if (beacon.round > this.#answeredRound && nowMs < (this.#completeMs ?? nowMs) + MEMBER_LIFE_MS) {
      this.#answeredRound = beacon.round;
      this.#statusSoon(nowMs);
    }
    if (this.#options.have.isFull) return undefined;
    if (this.#timers.has("ask")) return { to: "alone", why: "the representative is heard by unicast only" };
    this.#timers.set("beacon-lost", nowMs + BEACON_LOST_MS);
    if (beacon.phase === "waiting" || before.phase === "waiting")
      this.#timers.set("stuck", nowMs + STUCK_MS + beacon.startsInMs);
    const passed = beacon.castSymbols - this.#symbolsThen;
    if (beacon.phase === "casting" && passed > DEAF_SYMBOLS && nowMs > this.#symbolMs + DEAF_MS)
      return { to: "alone", why: "beacons come, symbols do not" };
    return undefined;
  }

  onMark(mark: Mark, nowMs: number): void {
    this.#stats.clock(mark.clockUs, nowMs);
    this.#alive(nowMs);
    if (this.#options.receiver.mark(mark.blocks, nowMs)) this.#nackSoon(nowMs);
  }

  /** The others do not wait for this device any longer. */
  onEvict({ rateBytesPerSecond }: Evict): Parting {
    const rate = `${(rateBytesPerSecond / 1e6).toFixed(1)} MB/s`;
    return { to: "alone", why: `this device does not keep up with a cast that could go at ${rate}` };
  }

  onSymbol(nowMs: number): void {
    this.#alive(nowMs);
  }

  /** A piece came, from wherever: something moves. */
  onPiece(nowMs: number): void {
    if (this.#timers.has("stuck")) this.#timers.set("stuck", nowMs + STUCK_MS);
    if (!this.#options.have.isFull) return;
    this.#completeMs ??= nowMs;
    this.#timers.clearAll();
    this.#statusSoon(nowMs);
  }

  /** Its last word, where it goes. */
  leave(out: SessionOutput[]): void {
    this.#timers.clearAll();
    this.#status("left", out);
  }

  tick(out: SessionOutput[], nowMs: number): Parting | undefined {
    for (let name = this.#timers.due(nowMs); name !== undefined; name = this.#timers.due(nowMs)) {
      const parting = this.#timer(name, out, nowMs);
      if (parting) return parting;
    }
    return undefined;
  }

  #timer(name: TimerName, out: SessionOutput[], nowMs: number): Parting | undefined {
    switch (name) {
      case "beacon-lost":
        // Symbols are signs of life too. Sums, not differences: at just this deadline, rounding must not set it again.
        if (this.isHeard(nowMs)) {
          this.#timers.set("beacon-lost", this.#heardMs + BEACON_LOST_MS);
          return undefined;
        }
        this.#status("asking", out);
        this.#timers.set("ask", nowMs + ASK_MS);
        return undefined;
      case "ask":
        return { to: "seek", why: "the representative is silent" };
      case "nack":
        this.#nack(out, nowMs);
        return undefined;
      case "sweep":
        this.#timers.set("sweep", nowMs + SWEEP_MS);
        if (this.#options.receiver.isAnyShort(nowMs)) this.#nackSoon(nowMs);
        return this.#bearable(nowMs);
      case "status":
        this.#status(this.#options.have.isFull ? "complete" : "joined", out);
        if (!this.#options.have.isFull) this.#timers.set("status", nowMs + statusEveryMs(this.beacon.members));
        return undefined;
      case "stuck":
        // After the cast, what is missing comes by unicast as it is.
        if (this.beacon.phase !== "casting" && this.beacon.phase !== "waiting") return undefined;
        return { to: "alone", why: "nothing has moved for a while" };
    }
  }

  #alive(nowMs: number): void {
    this.#heardMs = nowMs;
    this.#calledMs = undefined;
    this.#symbolMs = nowMs;
    this.#symbolsThen = this.beacon.castSymbols;
  }

  #nackSoon(nowMs: number): void {
    if (this.#timers.has("nack")) return;
    const { members } = this.beacon;
    this.#timers.set("nack", nowMs + feedbackWaitMs(nackWindowMs(members), members, this.#options.random()));
  }

  #nack(out: SessionOutput[], nowMs: number): void {
    const blocks = this.#options.receiver.nack(nowMs, nackWindowMs(this.beacon.members));
    if (blocks.length === 0) return;
    const { lossPermille, delayMs } = this.#stats;
    out.push({ type: "send", to: { member: this.id }, message: { type: "nack", lossPermille, delayMs, blocks } });
  }

  #statusSoon(nowMs: number): void {
    const windowMs = statusWindowMs(this.beacon.members);
    this.#timers.set("status", nowMs + STATUS_LEAST_MS + this.#options.random() * windowMs);
  }

  #status(state: MemberState, out: SessionOutput[]): void {
    const { have, peerPort } = this.#options;
    const lacking = have.missing();
    const { lossPermille, delayMs } = this.#stats;
    const lacks = lacking.runs(LIMITS.statusRuns);
    const message = { type: "status" as const, state, missing: lacking.size, lacks, lossPermille, delayMs, peerPort };
    out.push({ type: "send", to: { member: this.id }, message });
  }

  #bearable(nowMs: number): Parting | undefined {
    const { lossPermille } = this.#stats;
    if (lossPermille <= BEARABLE_PERMILLE) {
      this.#unbearableSinceMs = undefined;
      return undefined;
    }
    this.#unbearableSinceMs ??= nowMs;
    if (nowMs < this.#unbearableSinceMs + UNBEARABLE_MS) return undefined;
    return { to: "alone", why: `${lossPermille / 10} % of the cast is lost on the way here` };
  }
}
