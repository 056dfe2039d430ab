import type { AgentMessage, ServerMessage } from "@shoal/protocol/agent/socket";
import { decodePushFrame } from "@shoal/protocol/agent/socket";

export interface PushWish {
  actionId: string;
  digest: string;
  /** Runs that are still missing, asked for anew at each connection. */
  lacks: () => [number, number][];
  keep: (index: number, bytes: Uint8Array) => Promise<boolean>;
  /** The server has ended what it sent, for whatever reason; `want` again for what is still missing. */
  ended: (outcome: "sent" | "stopped" | "unavailable", detail: string | undefined) => void;
}

/**
 * What this device wants to be sent. The server sends when it chooses; after each connection the wish is said again with
 * what is then missing, so a cut costs what was on its way and nothing more.
 */
export class PushReceiver {
  readonly #wishes = new Map<string, PushWish>();
  readonly #transfers = new Map<number, PushWish>();
  #send: ((message: AgentMessage) => void) | undefined;

  connected(send: (message: AgentMessage) => void): void {
    this.#send = send;
    this.#transfers.clear();
    for (const wish of this.#wishes.values()) this.#say(wish);
  }

  disconnected(): void {
    this.#send = undefined;
    this.#transfers.clear();
  }

  want(wish: PushWish): void {
    this.#wishes.set(keyOf(wish.actionId, wish.digest), wish);
    this.#say(wish);
  }

  done(actionId: string, digest: string): void {
    const wish = this.#wishes.get(keyOf(actionId, digest));
    if (!wish) return;
    this.#wishes.delete(keyOf(actionId, digest));
    for (const [transfer, each] of this.#transfers)
      if (each === wish) {
        this.#transfers.delete(transfer);
        if (wish.lacks().length > 0) this.#send?.({ type: "push-stop", transfer });
      }
  }

  message(message: ServerMessage): void {
    if (message.type === "push-start") {
      const wish = this.#wishes.get(keyOf(message.actionId, message.digest));
      if (wish) this.#transfers.set(message.transfer, wish);
      else this.#send?.({ type: "push-stop", transfer: message.transfer });
    } else if (message.type === "push-end") {
      const wish = this.#transfers.get(message.transfer);
      this.#transfers.delete(message.transfer);
      wish?.ended(message.outcome, message.detail);
    }
  }

  /** @throws Error where it is not a push frame */
  frame(frame: Uint8Array): void {
    const { transfer, piece, bytes } = decodePushFrame(frame);
    const wish = this.#transfers.get(transfer);
    if (!wish) return;
    void wish.keep(piece, bytes).then((ok) => this.#send?.({ type: "push-ack", transfer, piece, ok }));
  }

  #say(wish: PushWish): void {
    const lacks = wish.lacks();
    if (lacks.length > 0 && this.#wishes.get(keyOf(wish.actionId, wish.digest)) === wish)
      this.#send?.({ type: "push-ready", actionId: wish.actionId, digest: wish.digest, lacks });
  }
}

function keyOf(actionId: string, digest: string): string {
  return `${actionId} ${digest}`;
}
