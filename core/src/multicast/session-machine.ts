import { pieceCount } from "@shoal/protocol/content/piece";
import type { Beacon, Claim, Control, Phase } from "@shoal/protocol/multicast/messages";
import { PieceSet } from "../content/piece-set.ts";
import type { Machine } from "../machine.ts";
import { type Random, seededRandom } from "../random/seeded.ts";
import { claimOf, classOf, compareClaims, isQuestion, offerWaitMs, QUESTION } from "./claim.ts";
import { Follow, type Parting } from "./follow.ts";
import { Lead } from "./lead.ts";
import type { MemberId, Role, SessionInput, SessionOptions, SessionOutput } from "./messages.ts";
import { Receiver } from "./receiver.ts";
import { Timers } from "./timers.ts";
import { UnicastLeave } from "./unicast-leave.ts";

/** Silence after an offer before its sender leads. */
const OFFER_MS = 80;
/** How long a device that may not lead waits for somebody who does. */
const NOBODY_MS = 2000;
/** When it asks who leads, which it may have to wait long to be told otherwise: an election is over by then. */
const WHO_MS = 500;
/** How long members are heard before one that takes over fetches from the origin what they may hold. */
const GATHER_MS = 300;
/** Wrong blocks by one sender before nothing of its is taken any more: one may be an accident. */
const WRONG_BLOCKS = 2;

type TimerName = "offer" | "lead" | "answer-offer" | "nobody" | "who";

/**
 * One device's part in the session of one blob in one subnet (`docs/rfd/0002-multicast.md`): who leads, and what becomes
 * of what is heard. The representative's half is `Lead`, a member's half `Follow`; none of them sees a byte.
 */
export class SessionMachine implements Machine<SessionInput, SessionOutput> {
  readonly #options: SessionOptions;
  readonly #random: Random;
  readonly #have: PieceSet;
  readonly #tie: number;
  readonly #timers = new Timers<TimerName>();
  readonly #receiver: Receiver;
  #role: Role = "seeking";
  #follow: Follow | undefined;
  #lead: Lead | undefined;
  #originReachable = true;
  #ceiling: number;
  #isLineShared = false;
  /** A representative was followed before: what the subnet holds is asked for before the origin is. */
  #followedBefore = false;
  readonly #wrongBlocks = new Map<MemberId, number>();
  readonly #shunned = new Set<MemberId>();
  readonly #unicast: UnicastLeave;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#ceiling = options.rateBytesPerSecond;
    this.#random = seededRandom(options.seed);
    this.#tie = Math.floor(this.#random() * 2 ** 32);
    const pieces = pieceCount(options.sizeBytes);
    this.#have = new PieceSet(pieces);
    for (const piece of options.have) this.#have.add(piece);
    this.#receiver = new Receiver(options.sizeBytes, this.#have);
    this.#unicast = new UnicastLeave(this.#have, this.#shunned);
  }

  get role(): Role {
    return this.#role;
  }

  /** Who leads, as far as this device knows; itself where it leads. */
  get leader(): MemberId | "self" | undefined {
    return this.#lead ? "self" : this.#follow?.id;
  }

  get members(): number {
    return this.#lead?.members ?? this.#follow?.beacon.members ?? 0;
  }

  get phase(): Phase | undefined {
    return this.#lead?.phase ?? this.#follow?.beacon.phase;
  }

  deadlineMs(): number | undefined {
    let first = this.#timers.next();
    for (const half of [this.#lead, this.#follow]) {
      const at = half?.deadlineMs();
      if (at !== undefined && (first === undefined || at < first)) first = at;
    }
    return first;
  }

  /** Is a symbol to be kept? Only of who leads, so that wrong ones have a name, and of blocks that are not whole by now. */
  takes(from: MemberId, block: number): boolean {
    return this.#role === "following" && from === this.#follow?.id && this.#receiver.takes(block);
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
      case "decoded":
        this.#decoded(input, out, nowMs);
        break;
      case "origin":
        this.#originReachable = input.reachable;
        if (!input.reachable && this.#lead && this.#lead.members > 0 && !this.#have.isFull)
          this.#resign("the origin cannot be reached", out, nowMs);
        break;
      case "ceiling":
        this.#ceiling = input.bytesPerSecond;
        if (this.#lead) this.#lead.ceiling = input.bytesPerSecond;
        break;
      case "line-shared":
        this.#isLineShared = input.isShared;
        if (this.#lead) this.#lead.isLineShared = input.isShared;
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
    this.#part(this.#follow?.tick(out, nowMs), out, nowMs);
    this.#unicast.tell(this.#role, this.#lead, this.#follow, out);
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
    this.#follow = undefined;
    this.#lead = undefined;
    this.#timers.clearAll();
    if (this.#have.isFull) return this.#setRole("holder", why, out);
    this.#setRole("seeking", why, out);
    if (this.#options.mayLead) this.#timers.set("offer", nowMs + offerWaitMs(this.#claim(), this.#random()));
    else {
      this.#timers.set("nobody", nowMs + NOBODY_MS);
      this.#askWhoLeads(nowMs);
    }
  }

  /** Of many that may not lead one asks, and all hear the answer. */
  #askWhoLeads(nowMs: number): void {
    this.#timers.set("who", nowMs + WHO_MS * (1 + this.#random()));
  }

  #offer(out: SessionOutput[], nowMs: number): void {
    if (!this.#follow && this.#role !== "holder") this.#setRole("offering", "nobody leads", out);
    out.push({ type: "send", to: "control", message: { type: "offer", claim: this.#claim(), sentMs: 0 } });
    this.#timers.set("lead", nowMs + OFFER_MS);
  }

  #onOffer(claim: Claim, out: SessionOutput[], nowMs: number): void {
    if (this.#lead) return this.#lead.called(nowMs);
    if (this.#timers.has("who")) this.#askWhoLeads(nowMs);
    const mine = this.#claim();
    if (isQuestion(claim) && this.#role !== "holder") return;
    switch (this.#role) {
      case "seeking":
        // The first of a class has it; a better one still speaks up.
        if (classOf(claim) >= classOf(mine)) this.#waitForOffered(nowMs);
        return;
      case "offering":
        if (compareClaims(claim, mine) > 0) {
          this.#setRole("seeking", "a better offer was made", out);
          this.#timers.clear("lead");
          this.#waitForOffered(nowMs);
        } else if (classOf(mine) > classOf(claim)) this.#offer(out, nowMs);
        return;
      case "following":
      case "holder":
        return this.#answerOffer(claim, mine, nowMs);
    }
  }

  /**
   * Where somebody is about to lead who holds less, and the representative does not say that it is there, it may have gone a
   * moment ago: one of those who followed it speaks up, so that what the subnet holds is not fetched once more.
   */
  #answerOffer(claim: Claim, mine: Claim, nowMs: number): void {
    if (this.#timers.has("lead")) {
      if (compareClaims(claim, mine) > 0) this.#timers.clear("lead");
      return;
    }
    this.#follow?.called(nowMs);
    if (!this.#options.mayLead) return;
    if (classOf(claim) >= classOf(mine)) return this.#timers.clear("answer-offer");
    if (this.#timers.has("answer-offer")) return;
    const leastMs = this.#follow ? OFFER_MS / 4 : 0;
    this.#timers.set("answer-offer", nowMs + leastMs + this.#random() * (OFFER_MS / 2));
  }

  /** Somebody is about to lead; where that comes to nothing, the search begins anew. */
  #waitForOffered(nowMs: number): void {
    this.#timers.set("offer", nowMs + 4 * OFFER_MS + offerWaitMs(this.#claim(), this.#random()));
  }

  #takeTheLead(out: SessionOutput[], nowMs: number): void {
    this.#timers.clearAll();
    this.#dropBlocks(out);
    const { sizeBytes, startDelayMs, peer } = this.#options;
    this.#lead = new Lead({
      sizeBytes,
      have: this.#have,
      claim: () => this.#claim(),
      random: this.#random,
      startDelayMs: this.#followedBefore ? 0 : startDelayMs,
      gatherMs: this.#followedBefore ? GATHER_MS : 0,
      rateBytesPerSecond: this.#ceiling,
      isLineShared: this.#isLineShared,
      peer,
      nowMs,
    });
    this.#follow = undefined;
    this.#setRole("leading", "nobody better offered", out);
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
    const follow = this.#follow?.id === from ? this.#follow : undefined;
    if (follow) this.#heard(follow, counter, nowMs);
    switch (message.type) {
      case "offer":
        return this.#onOffer(message.claim, out, nowMs);
      case "beacon":
        if (!follow) return this.#onBeacon(from, message, out, nowMs);
        return this.#part(follow.onBeacon(message, nowMs), out, nowMs);
      case "status":
        return this.#lead?.status(from, message, out, nowMs);
      case "nack":
        return this.#lead?.nack(from, message, out, nowMs);
      case "mark":
        if (this.#role === "following") follow?.onMark(message, nowMs);
        return;
      case "bye":
        if (follow && this.#role !== "alone") this.#part({ to: "seek", why: `it left: ${message.why}` }, out, nowMs);
        return;
      case "evict":
        if (follow && this.#role === "following") this.#part(follow.onEvict(message), out, nowMs);
        return;
    }
  }

  #heard(representative: Follow, counter: number, nowMs: number): void {
    representative.heard(counter, nowMs);
    // It is there after all.
    this.#timers.clear("answer-offer", "lead");
  }

  /** Of somebody whom this device does not follow. */
  #onBeacon(from: MemberId, beacon: Beacon, out: SessionOutput[], nowMs: number): void {
    if (this.#lead) {
      if (compareClaims(beacon.claim, this.#claim()) <= 0) return this.#lead.called(nowMs);
      this.#lead = undefined;
      return this.#followNow(from, beacon, "a better representative is here", out, nowMs);
    }
    const current = this.#follow;
    current?.called(nowMs);
    if (current?.isThere(nowMs) && compareClaims(beacon.claim, current.beacon.claim) <= 0) return;
    this.#followNow(from, beacon, "a session is running", out, nowMs);
  }

  #followNow(id: MemberId, beacon: Beacon, why: string, out: SessionOutput[], nowMs: number): void {
    const { peer } = this.#options;
    this.#timers.clearAll();
    this.#followedBefore = true;
    const shared = { have: this.#have, receiver: this.#receiver, random: this.#random };
    this.#follow = new Follow({ id, beacon, ...shared, peerPort: peer.port, nowMs });
    this.#setRole(this.#have.isFull ? "holder" : "following", why, out);
  }

  #part(parting: Parting | undefined, out: SessionOutput[], nowMs: number): void {
    if (!parting || this.#role === "alone") return;
    if (parting.to === "seek") {
      this.#followedBefore = true;
      return this.#seek(out, nowMs, parting.why);
    }
    this.#setRole("alone", parting.why, out);
    this.#timers.clearAll();
    this.#dropBlocks(out);
    this.#follow?.leave(out);
  }

  #symbol(input: Extract<SessionInput, { type: "symbol" }>, out: SessionOutput[], nowMs: number): void {
    const { from, counter, block, index } = input;
    if (from === this.#follow?.id) {
      this.#heard(this.#follow, counter, nowMs);
      this.#follow.onSymbol(nowMs);
    }
    if (!this.takes(from, block)) return;
    if (this.#receiver.symbol(from, block, index, nowMs) === "full") out.push({ type: "decode", block });
    for (const surplus of this.#receiver.surplus()) out.push({ type: "forget", block: surplus });
  }

  #piece(index: number, out: SessionOutput[], nowMs: number): void {
    if (!this.#have.add(index)) return;
    if (this.#receiver.came(index)) out.push({ type: "forget", block: index });
    this.#lead?.piece(index, nowMs);
    this.#follow?.onPiece(nowMs);
    if (!this.#have.isFull || this.#lead) return;
    this.#timers.clearAll();
    this.#setRole("holder", "every piece is here", out);
  }

  #decoded({ block, outcome }: Extract<SessionInput, { type: "decoded" }>, out: SessionOutput[], nowMs: number): void {
    const sender = this.#receiver.decoded(block);
    if (outcome === "kept") return this.#piece(block, out, nowMs);
    // Of a mixture nobody can be blamed; it comes again from one.
    if (outcome === "unwanted" || sender === undefined || this.#shunned.has(sender)) return;
    const times = (this.#wrongBlocks.get(sender) ?? 0) + 1;
    this.#wrongBlocks.set(sender, times);
    if (times < WRONG_BLOCKS) return;
    this.#shunned.add(sender);
    out.push({ type: "accuse", member: sender, block });
    this.#dropBlocks(out);
    if (sender === this.#follow?.id)
      this.#part({ to: "seek", why: "the representative casts wrong bytes" }, out, nowMs);
  }

  #dropBlocks(out: SessionOutput[]): void {
    for (const block of this.#receiver.clear()) out.push({ type: "forget", block });
  }

  #timer(name: TimerName, out: SessionOutput[], nowMs: number): void {
    switch (name) {
      case "offer":
      case "answer-offer":
        return this.#offer(out, nowMs);
      case "lead":
        return this.#takeTheLead(out, nowMs);
      case "nobody":
        return this.#part({ to: "alone", why: "nobody leads, and this device may not" }, out, nowMs);
      case "who":
        out.push({ type: "send", to: "control", message: { type: "offer", claim: QUESTION, sentMs: 0 } });
        return this.#askWhoLeads(nowMs);
    }
  }

  #leave(why: string, out: SessionOutput[]): void {
    if (this.#lead) out.push({ type: "send", to: "control", message: { type: "bye", why } });
    this.#follow?.leave(out);
    this.#lead = undefined;
    this.#timers.clearAll();
    this.#setRole("left", why, out);
  }
}
