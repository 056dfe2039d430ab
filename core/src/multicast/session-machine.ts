import { pieceCount } from "@shoal/protocol/content/piece";
import { LIMITS } from "@shoal/protocol/limits";
import type { Beacon, Claim, Control, PeerAddress, Phase } from "@shoal/protocol/multicast/messages";
import { PieceSet } from "../content/piece-set.ts";
import type { Machine } from "../machine.ts";
import { type Random, seededRandom } from "../random/seeded.ts";
import { feedbackWaitMs, nackWindowMs, statusEveryMs, statusWindowMs } from "./backoff.ts";
import { claimOf, classOf, compareClaims, offerWaitMs } from "./claim.ts";
import { Lead } from "./lead.ts";
import { LinkStats } from "./link-stats.ts";
import type { MemberId, PieceHolder, Role, SessionInput, SessionOptions, SessionOutput } from "./messages.ts";
import { Receiver } from "./receiver.ts";
import { Timers } from "./timers.ts";

/** Silence after an offer before its sender leads. */
const OFFER_MS = 80;
/** A representative is taken for lost after three beacons. */
const BEACON_LOST_MS = 1600;
/** How long it may take to answer by unicast that it is there after all. */
const ASK_MS = 700;
/** A device that cannot lead asks again so often whether somebody else does. */
const SEEK_AGAIN_MS = 2000;
/** Symbols were cast, the beacons say so, and none came: join anew first, then leave. */
const DEAF_MS = 4000;
/** Loss that a member bears, and for how long: more is cheaper by unicast for everybody. */
const BEARABLE_PERMILLE = 200;
const UNBEARABLE_MS = 5000;
/** Wrong blocks by one sender before nothing of its is taken any more: one may be an accident of the disk. */
const WRONG_BLOCKS = 2;
/** A session in which nothing has moved for so long, though pieces are missing, is not waited for. */
const STUCK_MS = 15_000;
const STATUS_LEAST_MS = 15;

type TimerName = "offer" | "lead" | "beacon-lost" | "ask" | "nack" | "sweep" | "status" | "answer-offer" | "stuck";

interface Leader {
  id: MemberId;
  beacon: Beacon;
  heardMs: number;
  /** What it had cast when a symbol of it was heard last. */
  symbolsThen: number;
  symbolMs: number;
}

/**
 * One device's part in the session of one blob in one subnet (`docs/rfd/0002-multicast.md`). It decides who leads, what is
 * cast, asked for and repaired, and when unicast takes over; it sees no bytes.
 */
export class SessionMachine implements Machine<SessionInput, SessionOutput> {
  readonly #options: SessionOptions;
  readonly #random: Random;
  readonly #have: PieceSet;
  readonly #tie: number;
  readonly #timers = new Timers<TimerName>();
  readonly #receiver: Receiver;
  #role: Role = "seeking";
  #leader: Leader | undefined;
  #lead: Lead | undefined;
  #stats = new LinkStats();
  #answeredRound = -1;
  #unbearableSinceMs: number | undefined;
  #originReachable = true;
  /** A representative was followed before: what the subnet holds is asked for before the origin is. */
  #followedBefore = false;
  #unicast = "";
  readonly #wrongBlocks = new Map<MemberId, number>();
  readonly #shunned = new Set<MemberId>();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#random = seededRandom(options.seed);
    this.#tie = Math.floor(this.#random() * 2 ** 32);
    const pieces = pieceCount(options.sizeBytes);
    this.#have = new PieceSet(pieces);
    for (const piece of options.have) this.#have.add(piece);
    this.#receiver = new Receiver(options.sizeBytes, this.#have);
  }

  get role(): Role {
    return this.#role;
  }

  /** Who leads, as far as this device knows; itself where it leads. */
  get leader(): MemberId | "self" | undefined {
    return this.#lead ? "self" : this.#leader?.id;
  }

  get members(): number {
    return this.#lead?.members ?? this.#leader?.beacon.members ?? 0;
  }

  get phase(): Phase | undefined {
    return this.#lead?.phase ?? this.#leader?.beacon.phase;
  }

  deadlineMs(): number | undefined {
    const own = this.#timers.next();
    const lead = this.#lead?.deadlineMs();
    return own === undefined ? lead : lead === undefined ? own : Math.min(own, lead);
  }

  handle(input: SessionInput, nowMs: number): SessionOutput[] {
    const out: SessionOutput[] = [];
    if (this.#role === "left") return out;
    switch (input.type) {
      case "start":
        this.#seek(out, nowMs, "begins");
        break;
      case "message":
        if (!this.#shunned.has(input.from)) this.#message(input.from, input.counter, input.message, out, nowMs);
        break;
      case "symbol":
        if (!this.#shunned.has(input.from)) this.#symbol(input, out, nowMs);
        break;
      case "refused":
        this.#lead?.refused(input.block, input.index, nowMs);
        break;
      case "piece":
        this.#piece(input.index, out, nowMs);
        break;
      case "wrong-block":
        this.#wrongBlock(input.block, out, nowMs);
        break;
      case "origin":
        this.#originReachable = input.reachable;
        if (!input.reachable && this.#lead && this.#lead.members > 0 && !this.#have.isFull)
          this.#resign("the origin cannot be reached", out, nowMs);
        break;
      case "leave":
        this.#leave(input.why, out);
        break;
      case "tick":
        break;
    }
    for (let name = this.#timers.due(nowMs); name !== undefined; name = this.#timers.due(nowMs))
      this.#timer(name, out, nowMs);
    this.#lead?.tick(out, nowMs);
    this.#tellUnicast(out, nowMs);
    return out;
  }

  #claim(): Claim {
    const { suitability } = this.#options;
    const able = this.#originReachable || this.#have.isFull ? suitability : 0;
    return claimOf(able, this.#have.size, this.#have.count, this.#tie);
  }

  #setRole(role: Role, why: string, out: SessionOutput[]): void {
    if (this.#role === role && role !== "seeking") return;
    this.#role = role;
    out.push({ type: "role", role, why });
  }

  // Election

  #seek(out: SessionOutput[], nowMs: number, why: string): void {
    this.#leader = undefined;
    this.#lead = undefined;
    this.#timers.clearAll();
    if (this.#have.isFull) return this.#setRole("holder", why, out);
    this.#setRole("seeking", why, out);
    if (this.#options.mayLead) this.#timers.set("offer", nowMs + offerWaitMs(this.#claim(), this.#random()));
    else this.#timers.set("stuck", nowMs + SEEK_AGAIN_MS);
  }

  #offer(out: SessionOutput[], nowMs: number): void {
    if (this.#role !== "holder") this.#setRole("offering", "nobody leads", out);
    out.push({ type: "send", to: "control", message: { type: "offer", claim: this.#claim(), sentMs: 0 } });
    this.#timers.set("lead", nowMs + OFFER_MS);
  }

  #onOffer(claim: Claim, out: SessionOutput[], nowMs: number): void {
    if (this.#lead) return this.#lead.beaconNow(nowMs);
    const mine = this.#claim();
    switch (this.#role) {
      case "seeking":
        // The first of a class has it; a better one still speaks up.
        if (classOf(claim) >= classOf(mine)) this.#waitForOffered(nowMs);
        break;
      case "offering":
        if (compareClaims(claim, mine) > 0) {
          this.#setRole("seeking", "a better offer was made", out);
          this.#timers.clear("lead");
          this.#waitForOffered(nowMs);
        } else if (classOf(mine) > classOf(claim)) this.#offer(out, nowMs);
        break;
      case "holder":
        if (this.#timers.has("lead")) {
          if (compareClaims(claim, mine) > 0) this.#timers.clear("lead");
        } else if (this.#leader && nowMs - this.#leader.heardMs < BEACON_LOST_MS) break;
        else if (classOf(claim) < classOf(mine) && this.#options.mayLead) {
          if (!this.#timers.has("answer-offer"))
            this.#timers.set("answer-offer", nowMs + this.#random() * (OFFER_MS / 2));
        } else this.#timers.clear("answer-offer");
        break;
    }
  }

  /** Somebody is about to lead; where that comes to nothing, the search begins anew. */
  #waitForOffered(nowMs: number): void {
    this.#timers.set("offer", nowMs + 4 * OFFER_MS + offerWaitMs(this.#claim(), this.#random()));
  }

  #takeTheLead(out: SessionOutput[], nowMs: number, why: string): void {
    this.#timers.clearAll();
    for (const block of this.#receiver.clear()) out.push({ type: "forget", block });
    const { sizeBytes, startDelayMs, rateBytesPerSecond, peer } = this.#options;
    this.#lead = new Lead({
      sizeBytes,
      have: this.#have,
      claim: () => this.#claim(),
      random: this.#random,
      startDelayMs: this.#followedBefore || this.#have.isFull ? 0 : startDelayMs,
      gatherMs: this.#followedBefore ? 300 : 0,
      rateBytesPerSecond,
      peer,
      nowMs,
    });
    this.#leader = undefined;
    this.#setRole("leading", why, out);
  }

  #resign(why: string, out: SessionOutput[], nowMs: number): void {
    out.push({ type: "send", to: "control", message: { type: "bye", why } });
    this.#followedBefore = true;
    this.#seek(out, nowMs, why);
    // The others first: this device was found wanting.
    if (this.#timers.has("offer")) this.#timers.set("offer", nowMs + 10 * OFFER_MS);
  }

  // What others say

  #message(from: MemberId, counter: number, message: Control, out: SessionOutput[], nowMs: number): void {
    if (from === this.#leader?.id) {
      this.#stats.heard(counter, nowMs);
      if (message.type === "beacon" || message.type === "mark") this.#stats.clock(message.clockUs, nowMs);
    }
    switch (message.type) {
      case "offer":
        return this.#onOffer(message.claim, out, nowMs);
      case "beacon":
        return this.#onBeacon(from, message, out, nowMs);
      case "status":
        return this.#lead?.status(from, message, out, nowMs);
      case "nack":
        return this.#lead?.nack(from, message, nowMs);
      case "mark":
        if (from === this.#leader?.id && this.#role === "following") {
          this.#leader.heardMs = nowMs;
          this.#leader.symbolMs = nowMs;
          if (this.#receiver.mark(message.blocks, nowMs)) this.#nackSoon(nowMs);
        }
        return;
      case "bye":
        if (from === this.#leader?.id && this.#role !== "alone") this.#lost(out, nowMs, `it left: ${message.why}`);
        return;
    }
  }

  #onBeacon(from: MemberId, beacon: Beacon, out: SessionOutput[], nowMs: number): void {
    if (this.#lead) {
      if (compareClaims(beacon.claim, this.#claim()) <= 0) return this.#lead.beaconNow(nowMs);
      this.#lead = undefined;
      this.#followedBefore = true;
      return this.#follow(from, beacon, "a better representative is here", out, nowMs);
    }
    if (this.#leader?.id === from) return this.#fromLeader(beacon, out, nowMs);
    const current = this.#leader;
    if (current && nowMs - current.heardMs < BEACON_LOST_MS && compareClaims(beacon.claim, current.beacon.claim) <= 0)
      return;
    this.#follow(from, beacon, "a session is running", out, nowMs);
  }

  #follow(from: MemberId, beacon: Beacon, why: string, out: SessionOutput[], nowMs: number): void {
    const symbols = { symbolsThen: beacon.castSymbols, symbolMs: nowMs };
    this.#leader = { id: from, beacon, heardMs: nowMs, ...symbols };
    this.#stats = new LinkStats();
    this.#answeredRound = beacon.round;
    this.#unbearableSinceMs = undefined;
    this.#timers.clearAll();
    this.#receiver.newSender(nowMs);
    this.#followedBefore = true;
    if (this.#have.isFull) {
      this.#setRole("holder", why, out);
      this.#statusWithin(statusWindowMs(beacon.members), nowMs);
      return;
    }
    this.#setRole("following", why, out);
    this.#timers.set("beacon-lost", nowMs + BEACON_LOST_MS);
    this.#timers.set("sweep", nowMs + 100);
    this.#timers.set("stuck", nowMs + STUCK_MS + beacon.startsInMs);
    this.#statusWithin(statusWindowMs(beacon.members), nowMs);
  }

  #fromLeader(beacon: Beacon, out: SessionOutput[], nowMs: number): void {
    const leader = this.#leader!;
    const before = leader.beacon;
    leader.beacon = beacon;
    leader.heardMs = nowMs;
    if (this.#timers.has("ask")) {
      // It is there, and by multicast it was not heard.
      this.#timers.clear("ask");
      return this.#goAlone("the representative is heard by unicast only", out);
    }
    if (this.#role !== "following") return;
    this.#timers.set("beacon-lost", nowMs + BEACON_LOST_MS);
    if (beacon.round > this.#answeredRound) {
      this.#answeredRound = beacon.round;
      this.#statusWithin(statusWindowMs(beacon.members), nowMs);
    }
    if (beacon.phase === "waiting" || before.phase === "waiting")
      this.#timers.set("stuck", nowMs + STUCK_MS + beacon.startsInMs);
    if (
      beacon.phase === "casting" &&
      beacon.castSymbols > leader.symbolsThen + 200 &&
      nowMs - leader.symbolMs > DEAF_MS
    )
      this.#goAlone("beacons come, symbols do not", out);
  }

  #lost(out: SessionOutput[], nowMs: number, why: string): void {
    this.#followedBefore = true;
    this.#seek(out, nowMs, why);
  }

  #goAlone(why: string, out: SessionOutput[]): void {
    const leader = this.#leader;
    this.#setRole("alone", why, out);
    this.#timers.clearAll();
    for (const block of this.#receiver.clear()) out.push({ type: "forget", block });
    if (leader) this.#sendStatus(leader.id, "left", out);
  }

  // Receiving

  #symbol(input: Extract<SessionInput, { type: "symbol" }>, out: SessionOutput[], nowMs: number): void {
    const { from, counter, block, index } = input;
    if (from === this.#leader?.id) {
      this.#stats.heard(counter, nowMs);
      this.#leader.heardMs = nowMs;
      this.#leader.symbolMs = nowMs;
      this.#leader.symbolsThen = this.#leader.beacon.castSymbols;
    }
    if (this.#lead || this.#role === "alone" || this.#role === "holder") return;
    if (this.#receiver.symbol(block, index, nowMs) === "full") out.push({ type: "decode", block });
    for (const surplus of this.#receiver.surplus()) out.push({ type: "forget", block: surplus });
  }

  #piece(index: number, out: SessionOutput[], nowMs: number): void {
    if (!this.#have.add(index)) return;
    this.#receiver.done(index);
    if (this.#timers.has("stuck")) this.#timers.set("stuck", nowMs + STUCK_MS);
    this.#lead?.piece(index, nowMs);
    if (!this.#have.isFull || this.#lead) return;
    const leader = this.#leader;
    this.#timers.clearAll();
    this.#setRole("holder", "every piece is here", out);
    if (leader) this.#statusWithin(statusWindowMs(leader.beacon.members), nowMs);
  }

  #wrongBlock(block: number, out: SessionOutput[], nowMs: number): void {
    this.#receiver.wrong(block);
    const leader = this.#leader?.id;
    if (leader === undefined) return;
    const times = (this.#wrongBlocks.get(leader) ?? 0) + 1;
    this.#wrongBlocks.set(leader, times);
    if (times < WRONG_BLOCKS) return;
    this.#shunned.add(leader);
    out.push({ type: "accuse", member: leader, block });
    for (const open of this.#receiver.clear()) out.push({ type: "forget", block: open });
    this.#lost(out, nowMs, "the representative casts wrong bytes");
  }

  #nackSoon(nowMs: number): void {
    if (this.#timers.has("nack")) return;
    const members = this.#leader?.beacon.members ?? 1;
    this.#timers.set("nack", nowMs + feedbackWaitMs(nackWindowMs(members), members, this.#random()));
  }

  #nack(out: SessionOutput[], nowMs: number): void {
    const leader = this.#leader;
    if (!leader || this.#role !== "following") return;
    const blocks = this.#receiver.nack(nowMs, nackWindowMs(leader.beacon.members));
    if (blocks.length === 0) return;
    const { lossPermille, delayMs } = this.#stats;
    out.push({ type: "send", to: { member: leader.id }, message: { type: "nack", lossPermille, delayMs, blocks } });
  }

  #statusWithin(windowMs: number, nowMs: number): void {
    this.#timers.set("status", nowMs + STATUS_LEAST_MS + this.#random() * windowMs);
  }

  #sendStatus(to: MemberId, state: "joined" | "complete" | "left" | "asking", out: SessionOutput[]): void {
    const lacking = this.#have.missing();
    const { lossPermille, delayMs } = this.#stats;
    out.push({
      type: "send",
      to: { member: to },
      message: {
        type: "status",
        state,
        missing: lacking.size,
        lacks: lacking.runs(LIMITS.statusRuns),
        lossPermille,
        delayMs,
        peerPort: this.#options.peer.port,
      },
    });
  }

  #bearable(out: SessionOutput[], nowMs: number): void {
    if (this.#stats.lossPermille <= BEARABLE_PERMILLE) {
      this.#unbearableSinceMs = undefined;
      return;
    }
    this.#unbearableSinceMs ??= nowMs;
    if (nowMs - this.#unbearableSinceMs >= UNBEARABLE_MS)
      this.#goAlone(`${this.#stats.lossPermille / 10} % of the cast was lost on the way here`, out);
  }

  #timer(name: TimerName, out: SessionOutput[], nowMs: number): void {
    const leader = this.#leader;
    switch (name) {
      case "offer":
      case "answer-offer":
        return this.#offer(out, nowMs);
      case "lead":
        return this.#takeTheLead(out, nowMs, "nobody better offered");
      case "beacon-lost":
        if (!leader) return;
        // Sums, not differences: where the time is just this deadline, rounding must not set it again.
        if (nowMs < leader.heardMs + BEACON_LOST_MS) {
          this.#timers.set("beacon-lost", leader.heardMs + BEACON_LOST_MS);
          return;
        }
        this.#sendStatus(leader.id, "asking", out);
        this.#timers.set("ask", nowMs + ASK_MS);
        return;
      case "ask":
        return this.#lost(out, nowMs, "the representative is silent");
      case "nack":
        return this.#nack(out, nowMs);
      case "sweep":
        if (this.#role !== "following") return;
        this.#timers.set("sweep", nowMs + 100);
        if (this.#receiver.isAnyShort(nowMs)) this.#nackSoon(nowMs);
        this.#bearable(out, nowMs);
        return;
      case "status":
        if (!leader) return;
        this.#sendStatus(leader.id, this.#have.isFull ? "complete" : "joined", out);
        if (this.#role === "following") this.#timers.set("status", nowMs + statusEveryMs(leader.beacon.members));
        return;
      case "stuck":
        if (leader && leader.beacon.phase !== "casting" && leader.beacon.phase !== "waiting") return;
        this.#goAlone(leader ? "nothing has moved for a while" : "nobody leads, and this device may not", out);
        return;
    }
  }

  #leave(why: string, out: SessionOutput[]): void {
    if (this.#lead) out.push({ type: "send", to: "control", message: { type: "bye", why } });
    else if (this.#leader) this.#sendStatus(this.#leader.id, "left", out);
    this.#lead = undefined;
    this.#timers.clearAll();
    this.#setRole("left", why, out);
  }

  /** Says what may be fetched by unicast, whenever that has changed. */
  #tellUnicast(out: SessionOutput[], nowMs: number): void {
    const now = this.#unicastNow(nowMs);
    const text = JSON.stringify(now);
    if (text === this.#unicast) return;
    this.#unicast = text;
    out.push({ type: "unicast", ...now });
  }

  #unicastNow(nowMs: number): { allowed: boolean; origin: boolean; holders: PieceHolder[] } {
    if (this.#lead) return this.#lead.unicast(nowMs);
    if (this.#have.isFull) return { allowed: false, origin: false, holders: [] };
    const beacon = this.#leader?.beacon;
    const whole = (address: PeerAddress): PieceHolder => ({ address, has: [[0, this.#have.count]] });
    const holders = (beacon?.holders ?? []).map(whole);
    if (this.#role === "alone") return { allowed: true, origin: true, holders };
    // All was cast, and nobody casts it again for this device alone.
    const settled = beacon?.phase === "complete" && this.#role === "following";
    return { allowed: settled, origin: settled && holders.length === 0, holders: settled ? holders : [] };
  }
}
