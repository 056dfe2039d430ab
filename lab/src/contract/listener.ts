import assert from "node:assert/strict";
import { setImmediate, setTimeout } from "node:timers/promises";
import type { Address, Transport, TransportEvents } from "@shoal/agent/transport/transport";

/** A transport with everything that it has told. */
export interface Listener {
  transport: Transport;
  bytes: Uint8Array[];
  texts: string[];
  froms: Address[];
  downs: string[];
  /** Datagrams since the beginning. */
  count: number;
  /** Of them, those that say so. */
  fences: number;
  onText?: (text: string) => void;
  clear(): void;
}

export async function hears(open: (events: TransportEvents) => Promise<Transport>): Promise<Listener> {
  const listener: Omit<Listener, "transport"> = {
    bytes: [],
    texts: [],
    froms: [],
    downs: [],
    count: 0,
    fences: 0,
    clear() {
      for (const each of [this.bytes, this.texts, this.froms]) each.length = 0;
    },
  };
  const whole = listener as Listener;
  whole.transport = await open({
    datagram(bytes, from) {
      const text = new TextDecoder().decode(bytes);
      whole.count++;
      if (text === "fence") whole.fences++;
      whole.bytes.push(bytes);
      whole.texts.push(text);
      whole.froms.push(from);
      whole.onText?.(text);
    },
    down: (why) => void whole.downs.push(why),
  });
  return whole;
}

/** A datagram may be lost anywhere, and a membership takes a moment: what is done is done again until it had its effect. */
export async function until(isSo: () => boolean, act: () => unknown = () => undefined): Promise<void> {
  for (let attempt = 0; !isSo(); attempt++) {
    assert.ok(attempt < 500, `still not so: ${isSo}`);
    act();
    await settled();
    if (!isSo()) await setTimeout(10);
  }
}

/** Whatever lies in a buffer of this machine has been handed over. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await setImmediate();
}
