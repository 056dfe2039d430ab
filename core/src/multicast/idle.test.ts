import assert from "node:assert/strict";
import { test } from "node:test";
import type { Status } from "@shoal/protocol/multicast/messages";
import { leadOf } from "./fixture.ts";
import type { SessionOutput } from "./messages.ts";

const PIECES = 4;
const MEMBER = "10.0.0.2|1|a";

/** A representative that has everything, and when its beacons went out. */
class Idle {
  readonly beaconsMs: number[] = [];
  readonly #lead = leadOf(PIECES);
  #nowMs = 0;

  get isGathering(): boolean {
    return this.#lead.isGathering;
  }

  /** @param sleepsMs of this it is not woken */
  until(toMs: number, sleepsMs = 0): this {
    this.#nowMs += sleepsMs;
    for (; this.#nowMs < toMs; this.#nowMs = Math.min(this.#lead.deadlineMs() ?? toMs, toMs)) this.#tick();
    return this;
  }

  /** @returns when the next beacons go out after this, so much later */
  status(state: Status["state"], missing: number): number[] {
    const lacks: Status["lacks"] = missing === 0 ? [] : [[0, missing]];
    const status = { type: "status", state, missing, lacks, lossPermille: 0, delayMs: 0, peerPort: 0 } as const;
    const fromMs = this.#nowMs;
    const before = this.beaconsMs.length;
    this.#lead.status(MEMBER, { ...status, lacks: [...lacks] }, [], fromMs);
    this.until(fromMs + 1600);
    return this.beaconsMs.slice(before).map((atMs) => Math.round(atMs - fromMs));
  }

  #tick(): void {
    const out: SessionOutput[] = [];
    this.#lead.tick(out, this.#nowMs);
    for (const each of out)
      if (each.type === "send" && each.message.type === "beacon") this.beaconsMs.push(this.#nowMs);
  }
}

test("beacons become few when nobody lacks anything", () => {
  const { beaconsMs } = new Idle().until(60_000);
  const gaps = beaconsMs.slice(1).map((atMs, at) => atMs - beaconsMs[at]!);
  assert.deepEqual(gaps.slice(0, 6), [500, 500, 500, 500, 500, 500]);
  assert.deepEqual(new Set(gaps.slice(6)), new Set([5000]));
});

test("whoever lacks something, or may, brings them back at once", () => {
  assert.deepEqual(new Idle().until(31_000).status("asking", 2), [0, 500, 1000, 1500]);
  const joined = new Idle().until(31_000).status("joined", 2);
  assert.ok(joined[0] === 0 && joined.length >= 4, `${joined}`);
  assert.deepEqual(new Idle().until(31_000).status("complete", 0), [0], "it is told that it is heard");
  assert.ok(new Idle().until(31_000).status("left", 2).length <= 1);
});

test("that few beacons came is no sleep; that one is late is", () => {
  assert.equal(new Idle().until(60_000).isGathering, false);
  assert.equal(new Idle().until(60_000).until(75_000, 10_000).isGathering, false, "for a while");
  assert.equal(new Idle().until(1000).until(3100, 2000).isGathering, true);
});
