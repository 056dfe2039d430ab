import { pieceCount } from "@shoal/protocol/content/piece";
import { LIMITS } from "@shoal/protocol/limits";
import type { Claim, Nack, PeerAddress, Phase, Status } from "@shoal/protocol/multicast/messages";
import type { PieceSet } from "../content/piece-set.ts";
import type { Random } from "../random/seeded.ts";
import { nackWindowMs, statusEveryMs, statusWindowMs } from "./backoff.ts";
import { BEACON_IDLE_MS, BEACON_MS } from "./beacon-pace.ts";
import { symbolsOf } from "./block-size.ts";
import { Caster } from "./caster.ts";
import { Members } from "./members.ts";
import { hostOf, type MemberId, type PieceHolder, type SessionOutput } from "./messages.ts";
import { RateControl, SYMBOL_WIRE_BYTES } from "./rate-control.ts";
import { SourcePace } from "./source-pace.ts";
import { Timers } from "./timers.ts";

/** Beacons out of turn, to those who offer or ask, come at most so often. */
const BEACON_LEAST_MS = 40;
/** A beacon of its own is so late: the device slept. */
const SLEPT_MS = 1500;
/** For so long after a member's next status at the latest it stays awake: the one before may be lost. */
const ATTENTIVE_MS = 1000;
const MARK_MS = 20;
/** The last mark before a silence is said again, because it may be lost. */
const MARK_AGAIN_MS = [20, 60, 150];
/** How long nobody may ask for repairs before everything counts as cast. */
const QUIET_MS = 250;
/** What so many lack is cast again; what fewer lack they fetch from holders. */
const CAST_AGAIN_FOR = 3;
/** Passes in all; what is short after so many cannot be brought by this cast. */
const ROUNDS = 8;
const REFUSED_MS = 4;
/** A rate that is not worth it for so long ends the cast. */
const PRESSED_MS = 3000;

export interface LeadOptions {
  sizeBytes: number;
  /** What is here; kept up by its owner. */
  have: PieceSet;
  claim: () => Claim;
  random: Random;
  startDelayMs: number;
  /** How long members are heard before anything is fetched from the origin. */
  gatherMs: number;
  rateBytesPerSecond: number;
  /** Other subnets get pieces by the same line. */
  isLineShared: boolean;
  peer: PeerAddress;
  nowMs: number;
}

type TimerName = "beacon" | "start" | "cast" | "mark" | "quiet" | "round" | "gathered";

/** The representative's half: beacons, members, the cast with its repairs, and when everything was cast. */
export class Lead {
  readonly #options: LeadOptions;
  readonly #members: Members;
  readonly #caster: Caster;
  readonly #rate: RateControl;
  readonly #source = new SourcePace();
  readonly #timers = new Timers<TimerName>();
  #phase: Phase = "waiting";
  #startMs: number;
  #round = 0;
  #beaconMs = Number.NEGATIVE_INFINITY;
  /** When the next beacon was due, after the last. */
  #beaconDueMs = Number.POSITIVE_INFINITY;
  /** Somebody was here lately who lacks something, or may. */
  #attentiveUntilMs: number;
  #beacons = 0;
  #marksAgain = 0;
  #sources: PieceHolder[] = [];
  #isGathering: boolean;
  #isBlocked = false;
  #slowSinceMs: number | undefined;
  #gaveUp = false;
  #isLineShared: boolean;
  /** Members that the cast does not wait for any longer; they go on by unicast. */
  readonly #evicted = new Set<MemberId>();

  constructor(options: LeadOptions) {
    const { sizeBytes, startDelayMs, gatherMs, rateBytesPerSecond, nowMs } = options;
    this.#options = options;
    this.#isLineShared = options.isLineShared;
    this.#members = new Members(pieceCount(sizeBytes), LIMITS.sessionMembers);
    this.#caster = new Caster(sizeBytes, pieceCount(sizeBytes));
    this.#rate = new RateControl(rateBytesPerSecond);
    this.#caster.isEnding = options.have.isFull;
    this.#startMs = nowMs + startDelayMs;
    this.#isGathering = gatherMs > 0;
    if (this.#isGathering) this.#timers.set("gathered", nowMs + gatherMs);
    // It leads because somebody lacks something.
    this.#attentiveUntilMs = nowMs + statusEveryMs(0) + ATTENTIVE_MS;
    this.#timers.set("beacon", nowMs);
    this.#timers.set("start", this.#startMs);
  }

  get members(): number {
    return this.#members.size;
  }

  get phase(): Phase {
    return this.#phase;
  }

  deadlineMs(): number | undefined {
    return this.#timers.next();
  }

  beaconNow(nowMs: number): void {
    this.#timers.set("beacon", Math.max(nowMs, this.#beaconMs + BEACON_LEAST_MS));
  }

  /** Somebody offers to lead, or asks who does, or leads too. */
  called(nowMs: number): void {
    this.#attend(nowMs);
    this.beaconNow(nowMs);
  }

  tick(out: SessionOutput[], nowMs: number): void {
    if (nowMs > this.#beaconDueMs + SLEPT_MS) {
      // It slept, and somebody else may lead by now: it listens before it fetches on.
      this.#isGathering = true;
      this.#timers.set("gathered", nowMs + BEACON_MS + 200);
    }
    for (let name = this.#timers.due(nowMs); name !== undefined; name = this.#timers.due(nowMs))
      this.#timer(name, out, nowMs);
  }

  /** Bytes a second that the cast may take from here on. */
  set ceiling(bytesPerSecond: number) {
    this.#rate.ceiling = bytesPerSecond;
  }

  /** Does this device give to other subnets too, by the line on which it casts? */
  set isLineShared(isShared: boolean) {
    this.#isLineShared = isShared;
  }

  /** A piece is here now. */
  piece(index: number, nowMs: number): void {
    this.#source.arrived(symbolsOf(index, this.#options.sizeBytes) * SYMBOL_WIRE_BYTES, nowMs);
    if (this.#members.size === 0 || this.#gaveUp) return;
    this.#caster.isEnding = this.#options.have.isFull;
    this.#caster.add(index);
    this.#castSoon(nowMs);
  }

  status(from: MemberId, status: Status, out: SessionOutput[], nowMs: number): void {
    if (this.#isEvicted(from, status.state === "joined", out)) return;
    this.#rate.report(from, status.lossPermille, status.delayMs, nowMs);
    if (status.state !== "left" && status.missing > 0) this.#attend(nowMs);
    if (status.state === "asking") {
      out.push({ type: "send", to: { member: from }, message: this.#beacon(nowMs) });
      return;
    }
    const isNew = this.#members.lacksOf(from) === undefined;
    this.#members.status(from, hostOf(from), status, this.#round, nowMs);
    if (status.state === "left") this.#rate.forget(from);
    this.#refreshSources();
    if (this.#gaveUp) return;
    const { have } = this.#options;
    const lacks = this.#members.lacksOf(from);
    if (lacks) for (const piece of lacks) if (have.has(piece)) this.#caster.add(piece);
    if (isNew) this.beaconNow(nowMs);
    if (lacks && lacks.size > 0 && (this.#phase === "complete" || !this.#caster.isIdle)) this.#castSoon(nowMs);
    if (lacks && lacks.size > 0 && this.#phase === "complete") this.#settleAgain(nowMs);
  }

  nack(from: MemberId, nack: Nack, out: SessionOutput[], nowMs: number): void {
    if (this.#isEvicted(from, true, out)) return;
    this.#rate.report(from, nack.lossPermille, nack.delayMs, nowMs);
    this.#members.heard(from, nowMs);
    this.#attend(nowMs);
    if (this.#gaveUp) return;
    const planned = this.#caster.nack(nack.blocks, (block) => this.#options.have.has(block));
    if (planned) this.#markSoon(nowMs);
    this.#castSoon(nowMs);
  }

  refused(block: number, index: number, nowMs: number): void {
    this.#caster.refused(block, index);
    this.#isBlocked = true;
    this.#timers.set("cast", nowMs + REFUSED_MS);
  }

  /** Members that have what is missing here. */
  get sources(): PieceHolder[] {
    return this.#sources;
  }

  /** Members are still asked what they hold: what they have need not be fetched. */
  get isGathering(): boolean {
    return this.#isGathering;
  }

  #refreshSources(): void {
    const missing = this.#options.have.missing();
    this.#sources = missing.size === 0 ? [] : this.#members.holdersOf(missing, LIMITS.beaconHolders);
  }

  #timer(name: TimerName, out: SessionOutput[], nowMs: number): void {
    switch (name) {
      case "beacon":
        for (const id of this.#members.forgetSilent(nowMs)) this.#rate.forget(id);
        if (this.#isDone) this.#phase = "complete";
        out.push({ type: "send", to: "control", message: this.#beacon(nowMs) });
        this.#beaconMs = nowMs;
        this.#beaconDueMs = nowMs + (this.#isDone && nowMs >= this.#attentiveUntilMs ? BEACON_IDLE_MS : BEACON_MS);
        this.#timers.set("beacon", this.#beaconDueMs);
        return;
      case "gathered":
        this.#isGathering = false;
        this.#refreshSources();
        return;
      case "start":
        this.#phase = "casting";
        this.#castSoon(nowMs);
        return;
      case "cast":
        return this.#cast(out, nowMs);
      case "mark":
        return this.#mark(out, nowMs);
      case "quiet":
        return this.#quiet(nowMs);
      case "round":
        return this.#roundEnds(nowMs);
    }
  }

  /** Everything is here, and nobody is known to lack any of it; of several members, they were asked. */
  get #isDone(): boolean {
    const isUnderWay = this.#timers.has("start") || this.#timers.has("quiet") || this.#timers.has("round");
    return this.#options.have.isFull && !isUnderWay && this.#caster.isIdle && this.#members.incomplete === 0;
  }

  /** Beacons come at their usual pace for a while. */
  #attend(nowMs: number): void {
    this.#attentiveUntilMs = nowMs + statusEveryMs(this.#members.size) + ATTENTIVE_MS;
    const usualMs = Math.max(nowMs, this.#beaconMs + BEACON_MS);
    if (this.#timers.at("beacon")! > usualMs) this.#timers.set("beacon", usualMs);
  }

  #complete(nowMs: number): void {
    this.#phase = "complete";
    this.called(nowMs);
  }

  #beacon(nowMs: number) {
    const { claim, peer, have } = this.#options;
    const holders = this.#members.complete(LIMITS.beaconHolders - 1, this.#beacons++);
    return {
      type: "beacon" as const,
      claim: claim(),
      sentMs: 0,
      clockUs: Math.floor(nowMs * 1000) % 2 ** 32,
      phase: this.#phase,
      startsInMs: Math.min(LIMITS.startDelayMaxMs, Math.max(0, Math.round(this.#startMs - nowMs))),
      members: Math.min(this.#members.size, LIMITS.sessionMembers),
      rateBytesPerSecond: Math.min(this.#rate.bytesPerSecond, LIMITS.castRateBytesPerSecond),
      castSymbols: this.#caster.symbols,
      peerPort: peer.port,
      round: this.#round,
      holders: have.isFull && peer.port !== 0 ? [peer, ...holders] : holders,
    };
  }

  // The cast

  #castSoon(nowMs: number): void {
    if (nowMs < this.#startMs || this.#caster.isIdle) return;
    if (this.#phase !== "casting") this.#phase = "casting";
    this.#timers.clear("quiet", "round");
    if (!this.#timers.has("cast")) this.#timers.set("cast", nowMs);
  }

  #cast(out: SessionOutput[], nowMs: number): void {
    this.#isBlocked = false;
    const backlogBytes = this.#caster.backlog * SYMBOL_WIRE_BYTES;
    const isWaiting = this.#isLineShared && !this.#options.have.isFull;
    const allowed = this.#rate.allowed(
      nowMs,
      isWaiting ? this.#source.bytesPerSecond(backlogBytes, nowMs) : Number.POSITIVE_INFINITY,
    );
    this.#evict(out, nowMs);
    if (this.#isPressed(nowMs)) return this.#giveUp(nowMs);
    let sent = 0;
    for (; sent < allowed; sent++) {
      const symbol = this.#caster.next();
      if (!symbol) break;
      out.push({ type: "cast", ...symbol });
    }
    this.#rate.spend(sent);
    if (!this.#caster.isIdle) {
      this.#timers.set("cast", this.#rate.nextMs(nowMs));
      if (this.#caster.hasMarks) this.#markSoon(nowMs);
      return;
    }
    this.#rate.idle(nowMs);
    // Who waits for a repair should know at once that there is nothing more on the way.
    this.#marksAgain = 0;
    this.#timers.set("mark", nowMs);
    this.#quietSoon(nowMs);
  }

  /** Bytes a second at which there is something to cast. */
  #demand(nowMs: number): number {
    return this.#options.have.isFull ? Number.POSITIVE_INFINITY : this.#source.arriving(nowMs);
  }

  /** Who holds the others back gets the rest by unicast. */
  #evict(out: SessionOutput[], nowMs: number): void {
    for (const id of this.#rate.laggards(this.#demand(nowMs))) {
      this.#evicted.add(id);
      this.#rate.evict(id);
      this.#members.forget(id);
      this.#isEvicted(id, true, out);
    }
  }

  /** @param isAsking it wants something of this cast, and is told again that it gets nothing */
  #isEvicted(id: MemberId, isAsking: boolean, out: SessionOutput[]): boolean {
    if (!isAsking || !this.#evicted.has(id)) return false;
    const rateBytesPerSecond = Math.min(this.#rate.ceiling, LIMITS.castRateBytesPerSecond);
    out.push({ type: "send", to: { member: id }, message: { type: "evict", rateBytesPerSecond } });
    return true;
  }

  /** Has the line had no room for a cast for a while, or not enough to be of use? */
  #isPressed(nowMs: number): boolean {
    const isSlow = this.#rate.isTooSlow(this.#members.incomplete, this.#demand(nowMs));
    this.#slowSinceMs = isSlow ? (this.#slowSinceMs ?? nowMs) : undefined;
    return this.#slowSinceMs !== undefined && nowMs >= this.#slowSinceMs + PRESSED_MS;
  }

  /** Members get what they lack by unicast, which shares a full line better. */
  #giveUp(nowMs: number): void {
    this.#gaveUp = true;
    this.#caster.clear();
    this.#timers.clear("mark", "quiet", "round");
    this.#complete(nowMs);
  }

  #markSoon(nowMs: number): void {
    if (!this.#timers.has("mark")) this.#timers.set("mark", nowMs + MARK_MS);
  }

  #mark(out: SessionOutput[], nowMs: number): void {
    const blocks = this.#caster.marks();
    if (blocks.length === 0) return;
    out.push({
      type: "send",
      to: "data",
      message: { type: "mark", clockUs: Math.floor(nowMs * 1000) % 2 ** 32, blocks },
    });
    if (!this.#caster.isIdle || this.#isBlocked) return;
    const again = MARK_AGAIN_MS[this.#marksAgain++];
    if (again !== undefined) this.#timers.set("mark", nowMs + again);
  }

  // The end of a pass

  #quietSoon(nowMs: number): void {
    if (!this.#options.have.isFull) return;
    this.#timers.set("quiet", nowMs + QUIET_MS + 2 * nackWindowMs(this.#members.size));
  }

  /** Nobody has asked for a while: members say what they lack still. */
  #quiet(nowMs: number): void {
    if (!this.#caster.isIdle) return;
    if (this.#members.incomplete === 0 || this.#round >= ROUNDS) return this.#complete(nowMs);
    this.#phase = "settling";
    this.#round++;
    this.beaconNow(nowMs);
    this.#timers.set("round", nowMs + statusWindowMs(this.#members.size) + 3 * BEACON_LEAST_MS);
  }

  /** Somebody lacks something after all was said: a late joiner. */
  #settleAgain(nowMs: number): void {
    if (!this.#caster.isIdle || this.#timers.has("round") || this.#round >= ROUNDS) return;
    this.#timers.set("quiet", nowMs + QUIET_MS);
  }

  #roundEnds(nowMs: number): void {
    const { have } = this.#options;
    const members = this.#members.size;
    if (this.#round >= ROUNDS) return this.#complete(nowMs);
    const wanted = this.#members.lackedBy(Math.min(CAST_AGAIN_FOR, Math.max(1, members)));
    for (const piece of wanted) if (have.has(piece)) this.#caster.addAgain(piece);
    if (this.#caster.isIdle) this.#complete(nowMs);
    else this.#castSoon(nowMs);
  }
}
