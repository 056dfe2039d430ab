import type { PushInput, PushOutput, PushSettings } from "@shoal/core/push/messages";
import { PushMachine } from "@shoal/core/push/push-machine";
import type { AgentMessage } from "@shoal/protocol/agent/socket";
import { LIMITS } from "@shoal/protocol/limits";
import type { Logger } from "pino";
import type { Counter } from "prom-client";
import type { AgentHub } from "../agent/hub.ts";
import type { BlobStore } from "../blob/blob-store.ts";
import { BlobReader } from "./blob-reader.ts";

export interface PushDriverOptions {
  hub: AgentHub;
  blobs: BlobStore;
  log: Logger;
  pushBytes: Counter;
  settings: PushSettings;
}

/** Transfer id and piece index before the bytes (`protocol/agent/socket.ts`). */
const HEAD_BYTES = 8;

/** Does what the push machine says: one timer, the hub's sockets, the blob store. It decides nothing. */
export class PushDriver {
  readonly #options: PushDriverOptions;
  readonly #machine: PushMachine;
  readonly #reader: BlobReader;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: PushDriverOptions) {
    this.#options = options;
    this.#machine = new PushMachine(options.settings, performance.now());
    this.#reader = new BlobReader(options.blobs);
    options.hub.on("message", this.#onMessage);
    options.hub.on("disconnect", this.#onDisconnect);
  }

  get active(): number {
    return this.#machine.active;
  }

  get queued(): number {
    return this.#machine.queued;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#options.hub.off("message", this.#onMessage);
    this.#options.hub.off("disconnect", this.#onDisconnect);
    await this.#reader.close();
  }

  readonly #onDisconnect = (device: string) => this.#input({ type: "gone", device });

  readonly #onMessage = (device: string, message: AgentMessage) => {
    if (this.#options.hub.bufferedBytes(device) > LIMITS.socketUnreadBytes) return;
    switch (message.type) {
      case "push-ready":
        void this.#ready(device, message);
        return;
      case "push-ack":
        this.#input({ ...message, type: "ack", device });
        return;
      case "push-stop":
        this.#input({ ...message, type: "stop", device });
        return;
    }
  };

  async #ready(device: string, { actionId, digest, lacks }: Extract<AgentMessage, { type: "push-ready" }>) {
    const { blobs, hub, log } = this.#options;
    try {
      const row = await blobs.find(digest);
      if (!hub.isOnline(device)) return;
      if (row) this.#input({ type: "ready", device, actionId, digest, sizeBytes: row.sizeBytes, lacks });
      else this.#input({ type: "absent", device, actionId, digest });
    } catch (error) {
      log.error({ err: error, device, digest }, "a push could not be begun");
    }
  }

  #input(input: PushInput): void {
    if (this.#closed) return;
    for (const output of this.#machine.handle(input, performance.now())) this.#perform(output);
    clearTimeout(this.#timer);
    const deadlineMs = this.#machine.deadlineMs();
    if (deadlineMs === undefined) return;
    this.#timer = setTimeout(() => this.#input({ type: "tick" }), Math.max(0, deadlineMs - performance.now()));
    this.#timer.unref();
  }

  #perform(output: PushOutput): void {
    const { hub, log } = this.#options;
    const { device, transfer } = output;
    switch (output.type) {
      case "start":
        hub.send(device, { type: "push-start", transfer, actionId: output.actionId, digest: output.digest });
        return;
      case "end": {
        const { outcome, detail, wish } = output;
        if (outcome !== "sent") log.info({ device, transfer, outcome, detail }, "push ended");
        // Started here, so that the device knows which of its wishes is answered.
        if (wish) hub.send(device, { type: "push-start", transfer, ...wish });
        hub.send(device, { type: "push-end", transfer, outcome, ...(detail ? { detail: detail.slice(0, 500) } : {}) });
        return;
      }
      case "send":
        void this.#send(output);
        return;
    }
  }

  async #send({ device, transfer, digest, piece, offset, length }: Extract<PushOutput, { type: "send" }>) {
    const frame = Buffer.allocUnsafe(HEAD_BYTES + length);
    frame.writeUInt32BE(transfer, 0);
    frame.writeUInt32BE(piece, 4);
    try {
      await this.#reader.read(digest, offset, frame, HEAD_BYTES);
    } catch (error) {
      this.#options.log.error({ err: error, digest }, "a piece could not be read");
      this.#input({ type: "unreadable", device, transfer, detail: (error as Error).message });
      return;
    }
    // Cut while the piece was read: a new connection of the device knows nothing of this transfer.
    if (!this.#machine.has(device, transfer)) return;
    this.#options.hub.sendBinary(device, frame, (error) => {
      // A cut connection is told by the hub; the machine forgets the transfer then.
      if (error) return;
      this.#options.pushBytes.inc(length);
      this.#input({ type: "written", device, transfer });
    });
  }
}
