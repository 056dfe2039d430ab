import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Netlab } from "./netlab.ts";

export const PROBE_PORT = 5000;
export const PROBE_GROUP = { 4: "239.77.77.77", 6: "ff12::77" } as const;

export type ProbeOrder =
  | { what: "send"; to: string; tag: string; count: number; sizeBytes: number }
  | { what: "heard"; tag: string }
  | { what: "stop" };

const PROCESS = fileURLToPath(new URL("./probe-process.ts", import.meta.url));
const TRIES = 500;
const TRY_MS = 20;
let fences = 0;

/** A process in a node that sends datagrams and counts those that come: what a network does is counted, not timed. */
export class Probe {
  readonly address: string;
  readonly process: ChildProcess;
  readonly #answers = new Map<number, (body: unknown) => void>();
  #orders = 0;

  private constructor(lab: Netlab, node: string) {
    this.address = lab.addressOf(node);
    this.process = lab.spawn(node, [process.execPath, PROCESS, this.address], { input: "pipe", output: "pipe" });
    createInterface(this.process.stdout!).on("line", (line) => {
      const { number, body } = JSON.parse(line) as { number: number; body: unknown };
      this.#answers.get(number)?.(body);
    });
  }

  static async start(lab: Netlab, node: string): Promise<Probe> {
    const probe = new Probe(lab, node);
    await new Promise((resolve) => probe.#answers.set(0, resolve));
    return probe;
  }

  async send(to: string, tag: string, count = 1, sizeBytes = 100): Promise<void> {
    await this.#order({ what: "send", to, tag, count, sizeBytes });
  }

  async cast(tag: string, count = 1, sizeBytes = 100): Promise<void> {
    await this.send(PROBE_GROUP[this.address.includes(":") ? 6 : 4], tag, count, sizeBytes);
  }

  async heard(tag: string): Promise<number> {
    return (await this.#order({ what: "heard", tag })) as number;
  }

  /** Whatever it sends. */
  async stop(): Promise<void> {
    await this.#order({ what: "stop" });
  }

  /** What this one sends comes to the other; all that it has sent there before has come, or will not. @throws Error where nothing comes */
  async reaches(other: Probe): Promise<void> {
    const tag = `fence ${++fences}`;
    await until(`${this.address} to ${other.address}`, async () => {
      await this.send(other.address, tag);
      return (await other.heard(tag)) > 0;
    });
  }

  #order(order: ProbeOrder): Promise<unknown> {
    const number = ++this.#orders;
    this.process.stdin!.write(`${JSON.stringify({ number, order })}\n`);
    return new Promise((resolve) => this.#answers.set(number, resolve));
  }
}

export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (await holds()) return;
    await sleep(TRY_MS);
  }
  throw new Error(`it did not come to pass: ${what}`);
}
