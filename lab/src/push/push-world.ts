import { PieceSet } from "@shoal/core/content/piece-set";
import type { PushInput, PushOutput, PushRequest, PushSettings } from "@shoal/core/push/messages";
import { PushMachine } from "@shoal/core/push/push-machine";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";

export interface DeviceModel {
  pieces: number;
  /** Of the line: how long a frame takes to leave, and how long until its acknowledgement is here. */
  frameMs: number;
  answerMs: number;
  /** When the line is cut, and for how long. */
  cuts: readonly { atMs: number; forMs: number }[];
  /** Every so many pieces arrive wrong; 0 is never. */
  refuseEvery: number;
  /** Takes frames and never answers. */
  mute: boolean;
}

interface Device extends DeviceModel {
  name: string;
  has: PieceSet;
  received: number[];
  online: boolean;
  epoch: number;
  socketFreeMs: number;
  arrived: number;
  outcome: string | undefined;
  /** Transfers that the server gave up; what was under way then may come again. */
  stops: number;
  doneAtMs: number | undefined;
}

export interface Sent {
  atMs: number;
  device: string;
  epoch: number;
  piece: number;
  bytes: number;
}

/** Devices on lines of their own around one push machine, in virtual time; it ends when nothing more would happen. */
export class PushWorld {
  readonly machine: PushMachine;
  readonly devices: Device[];
  readonly sent: Sent[] = [];
  readonly unwritten = new Map<string, number>();
  readonly flying = new Map<string, number>();
  mostActive = 0;
  mostFlying = 0;
  mostUnwritten = 0;
  nowMs = 0;
  #events: { atMs: number; order: number; run: () => void }[] = [];
  #order = 0;

  constructor(settings: PushSettings, models: readonly DeviceModel[]) {
    this.machine = new PushMachine(settings, 0);
    this.devices = models.map((model, index) => ({
      ...model,
      name: `d${index}`,
      has: new PieceSet(model.pieces),
      received: [],
      online: true,
      epoch: 0,
      socketFreeMs: 0,
      arrived: 0,
      outcome: undefined,
      stops: 0,
      doneAtMs: undefined,
    }));
  }

  run(limitMs: number): void {
    for (const device of this.devices) {
      this.at(0, () => this.ready(device));
      for (const { atMs, forMs } of device.cuts) {
        this.at(atMs, () => this.#cut(device));
        this.at(atMs + forMs, () => this.#back(device));
      }
    }
    for (;;) {
      this.#events.sort((a, b) => a.atMs - b.atMs || a.order - b.order);
      const deadlineMs = this.machine.deadlineMs() ?? Number.POSITIVE_INFINITY;
      const eventMs = this.#events[0]?.atMs ?? Number.POSITIVE_INFINITY;
      const nextMs = Math.min(deadlineMs, eventMs);
      if (nextMs === Number.POSITIVE_INFINITY) return;
      if (nextMs > limitMs) throw new Error(`not at rest after ${limitMs} ms`);
      if (deadlineMs < this.nowMs) throw new Error("the deadline is in the past: a real timer would spin");
      this.nowMs = nextMs;
      if (eventMs <= deadlineMs) this.#events.shift()!.run();
      else this.input({ type: "tick" });
    }
  }

  at(atMs: number, run: () => void): void {
    this.#events.push({ atMs, order: this.#order++, run });
  }

  ready(device: Device): void {
    if (!device.online || device.has.isFull) return;
    this.input({ type: "ready", ...this.request(device) });
  }

  request(device: Device): PushRequest {
    const lacks = device.has.missing().runs();
    return { device: device.name, actionId: "a", digest: "b", sizeBytes: device.pieces * PIECE_BYTES - 7, lacks };
  }

  input(input: PushInput): void {
    for (const output of this.machine.handle(input, this.nowMs)) this.#perform(output);
    this.mostActive = Math.max(this.mostActive, this.machine.active);
  }

  #perform(output: PushOutput): void {
    const device = this.devices.find((each) => each.name === output.device)!;
    const { epoch } = device;
    if (output.type === "start") device.outcome = undefined;
    if (output.type === "end") {
      device.outcome = output.outcome;
      if (output.outcome === "sent") device.doneAtMs = this.nowMs;
      else device.stops++;
      // As the agent does: what was stopped is asked for again.
      if (output.outcome !== "sent" && !device.mute) this.at(this.nowMs + 1000, () => this.ready(device));
    }
    if (output.type !== "send") return;
    const { transfer, piece } = output;
    this.sent.push({ atMs: this.nowMs, device: device.name, epoch, piece, bytes: output.length });
    this.#count(this.flying, device, 1);
    this.#count(this.unwritten, device, 1);
    this.mostFlying = Math.max(this.mostFlying, this.flying.get(device.name)!);
    this.mostUnwritten = Math.max(this.mostUnwritten, this.unwritten.get(device.name)!);
    device.socketFreeMs = Math.max(device.socketFreeMs, this.nowMs) + device.frameMs;
    const ifStill = (run: () => void) => () => {
      if (device.epoch === epoch) run();
    };
    this.at(
      device.socketFreeMs,
      ifStill(() => {
        this.#count(this.unwritten, device, -1);
        this.input({ type: "written", device: device.name, transfer });
      }),
    );
    if (device.mute) return;
    this.at(
      device.socketFreeMs + device.answerMs,
      ifStill(() => {
        this.#count(this.flying, device, -1);
        device.arrived++;
        const ok = device.refuseEvery === 0 || device.arrived % device.refuseEvery !== 0;
        if (ok) device.has.add(piece);
        this.input({ type: "ack", device: device.name, transfer, piece, ok });
      }),
    );
  }

  #cut(device: Device): void {
    if (!device.online) return;
    device.online = false;
    device.epoch++;
    device.socketFreeMs = 0;
    this.flying.set(device.name, 0);
    this.unwritten.set(device.name, 0);
    this.input({ type: "gone", device: device.name });
  }

  #back(device: Device): void {
    if (device.online) return;
    device.online = true;
    this.ready(device);
  }

  #count(map: Map<string, number>, device: Device, by: number): void {
    map.set(device.name, (map.get(device.name) ?? 0) + by);
  }
}
