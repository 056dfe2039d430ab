import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { LIMITS } from "@shoal/protocol/limits";
import type { Machine } from "../machine.ts";
import type { PushInput, PushOutcome, PushOutput, PushRequest, PushSettings } from "./messages.ts";
import { TokenBucket } from "./token-bucket.ts";
import { Transfer } from "./transfer.ts";

/** A twentieth of a second of a fast rate, so that timers of milliseconds can keep up with it. */
const BURST_S = 0.05;

/**
 * Decides which piece goes to which device when. Transfers wait in the order they were asked for; at most
 * `concurrent` have a turn, at most one a device. Those with a turn are served one piece each, round and round, within the
 * device's window and rate and the rate of all. A turn ends with the transfer, or after `LIMITS.pushTurnMs` where others
 * wait; then it goes on later from where it was.
 */
export class PushMachine implements Machine<PushInput, PushOutput> {
  readonly #settings: PushSettings;
  readonly #all: TokenBucket;
  readonly #buckets = new Map<string, TokenBucket>();
  /** Without a turn, oldest first. */
  #queue: Transfer[] = [];
  /** With a turn; the first is the next to be served. */
  #active: Transfer[] = [];
  #lastId = 0;
  #deadlineMs: number | undefined;

  constructor(settings: PushSettings, nowMs: number) {
    this.#settings = settings;
    this.#all = bucket(settings.rateBytesPerSecond, nowMs);
  }

  get queued(): number {
    return this.#queue.length;
  }

  get active(): number {
    return this.#active.length;
  }

  /** Is this transfer of this device still under way? */
  has(device: string, transfer: number): boolean {
    return this.#find({ device, transfer }) !== undefined;
  }

  deadlineMs(): number | undefined {
    return this.#deadlineMs;
  }

  handle(input: PushInput, nowMs: number): PushOutput[] {
    const out: PushOutput[] = [];
    switch (input.type) {
      case "ready":
        this.#ready(input, nowMs, out);
        break;
      case "absent": {
        const { device, actionId, digest } = input;
        const detail = `the server does not have ${digest}`;
        const transfer = this.#newId();
        out.push({ type: "end", device, transfer, outcome: "unavailable", detail, wish: { actionId, digest } });
        break;
      }
      case "ack": {
        const transfer = this.#find(input);
        const wrong = transfer?.acknowledged(input.piece, input.ok, nowMs);
        if (transfer && wrong !== undefined) this.#end(transfer, "stopped", out, wrong);
        else if (transfer?.isDone) this.#end(transfer, "sent", out);
        break;
      }
      case "written": {
        const transfer = this.#find(input);
        if (transfer && transfer.unwritten > 0) transfer.unwritten--;
        break;
      }
      case "stop": {
        const transfer = this.#find(input);
        if (transfer) this.#end(transfer, "stopped", out, "the device asked for it");
        break;
      }
      case "unreadable": {
        const transfer = this.#find(input);
        if (transfer) this.#end(transfer, "unavailable", out, input.detail);
        break;
      }
      case "gone":
        this.#queue = this.#queue.filter((each) => each.request.device !== input.device);
        this.#active = this.#active.filter((each) => each.request.device !== input.device);
        this.#buckets.delete(input.device);
        break;
      case "tick":
        break;
    }
    this.#turns(nowMs, out);
    this.#serve(nowMs, out);
    return out;
  }

  #ready(request: PushRequest, nowMs: number, out: PushOutput[]): void {
    const { device, actionId, digest } = request;
    const same = (each: Transfer) =>
      each.request.device === device && each.request.actionId === actionId && each.request.digest === digest;
    const id = this.#newId();
    const endAtOnce = (outcome: PushOutcome, detail?: string) =>
      out.push({
        type: "end",
        device,
        transfer: id,
        outcome,
        ...(detail === undefined ? {} : { detail }),
        wish: { actionId, digest },
      });
    let transfer: Transfer;
    try {
      transfer = new Transfer(id, request);
    } catch (error) {
      endAtOnce("unavailable", (error as Error).message);
      return;
    }
    // Asked again: the device knows best what it lacks, and keeps its place.
    const queuedAt = this.#queue.findIndex(same);
    this.#active = this.#active.filter((each) => !same(each));
    if (transfer.isDone) {
      if (queuedAt >= 0) this.#queue.splice(queuedAt, 1);
      endAtOnce("sent");
    } else if (queuedAt >= 0) this.#queue[queuedAt] = transfer;
    else if (this.#queue.filter((each) => each.request.device === device).length >= LIMITS.pushQueuePerDevice)
      endAtOnce("unavailable", "too many transfers at once");
    else this.#queue.push(transfer);
    if (!this.#buckets.has(device)) this.#buckets.set(device, bucket(this.#settings.deviceRateBytesPerSecond, nowMs));
  }

  #find(where: { device: string; transfer: number }): Transfer | undefined {
    const is = (each: Transfer) => each.id === where.transfer && each.request.device === where.device;
    return this.#active.find(is) ?? this.#queue.find(is);
  }

  #end(transfer: Transfer, outcome: PushOutcome, out: PushOutput[], detail?: string): void {
    this.#active = this.#active.filter((each) => each !== transfer);
    this.#queue = this.#queue.filter((each) => each !== transfer);
    const { device } = transfer.request;
    out.push({ type: "end", device, transfer: transfer.id, outcome, ...(detail === undefined ? {} : { detail }) });
  }

  /** Ends the turns that are over and gives the free ones away. */
  #turns(nowMs: number, out: PushOutput[]): void {
    for (const transfer of [...this.#active]) {
      if (transfer.isWaitingForDevice && nowMs - transfer.progressAtMs >= LIMITS.pushStallMs)
        this.#end(transfer, "stopped", out, `nothing was acknowledged for ${LIMITS.pushStallMs / 1000} s`);
      else if (nowMs - transfer.turnSinceMs >= LIMITS.pushTurnMs && this.#queue.length > 0) {
        this.#active = this.#active.filter((each) => each !== transfer);
        this.#queue.push(transfer);
      }
    }
    if (this.#queue.length === 0 || this.#active.length >= this.#settings.concurrent) return;
    const busy = new Set(this.#active.map((each) => each.request.device));
    for (const transfer of [...this.#queue]) {
      if (this.#active.length >= this.#settings.concurrent) return;
      const { device, actionId, digest } = transfer.request;
      if (busy.has(device)) continue;
      busy.add(device);
      this.#queue = this.#queue.filter((each) => each !== transfer);
      this.#active.push(transfer);
      transfer.turnSinceMs = nowMs;
      transfer.progressAtMs = nowMs;
      if (!transfer.started) out.push({ type: "start", device, transfer: transfer.id, actionId, digest });
      transfer.started = true;
    }
  }

  /** Sends what may be sent now, and notes when the next may be. */
  #serve(nowMs: number, out: PushOutput[]): void {
    let wakeMs = Number.POSITIVE_INFINITY;
    for (let idle = 0; idle < this.#active.length; ) {
      const transfer = this.#active[0]!;
      const next = transfer.next();
      const own = this.#buckets.get(transfer.request.device)!;
      const ownWaitMs = next ? own.waitMs(next.length, nowMs) : 0;
      const allWaitMs = next && ownWaitMs === 0 ? this.#all.waitMs(next.length, nowMs) : 0;
      if (next && ownWaitMs > 0) wakeMs = Math.min(wakeMs, nowMs + ownWaitMs);
      if (next && allWaitMs > 0) {
        // It stays first: whoever comes next in the round may not take what this one waits for.
        wakeMs = Math.min(wakeMs, nowMs + allWaitMs);
        break;
      }
      this.#active.push(this.#active.shift()!);
      if (!next || ownWaitMs > 0) {
        idle++;
        continue;
      }
      idle = 0;
      own.take(next.length, nowMs);
      this.#all.take(next.length, nowMs);
      if (!transfer.isWaitingForDevice) transfer.progressAtMs = nowMs;
      transfer.sent(next.piece);
      const { device, digest } = transfer.request;
      out.push({ type: "send", device, transfer: transfer.id, digest, ...next });
    }
    for (const transfer of this.#active) {
      if (transfer.isWaitingForDevice) wakeMs = Math.min(wakeMs, transfer.progressAtMs + LIMITS.pushStallMs);
      if (this.#queue.length > 0) wakeMs = Math.min(wakeMs, transfer.turnSinceMs + LIMITS.pushTurnMs);
    }
    this.#deadlineMs = wakeMs === Number.POSITIVE_INFINITY ? undefined : wakeMs;
  }

  /** From 1 to the largest u32, then again from 1: it crosses the wire in four bytes. */
  #newId(): number {
    this.#lastId = this.#lastId === 0xffffffff ? 1 : this.#lastId + 1;
    return this.#lastId;
  }
}

function bucket(rateBytesPerSecond: number, nowMs: number): TokenBucket {
  return new TokenBucket(rateBytesPerSecond, Math.max(PIECE_BYTES, rateBytesPerSecond * BURST_S), nowMs);
}
