import { LIMITS } from "../limits.ts";

const HEAD_BYTES = 8;

/** Of a stream of pieces. A frame without bytes says that the sender is still there. */
export interface PeerFrame {
  index: number;
  bytes: Uint8Array;
}

/** What goes before a piece's bytes: its number and their length, u32 each, big-endian. */
export function encodeFrameHead(index: number, lengthBytes: number): Uint8Array {
  const head = new Uint8Array(HEAD_BYTES);
  const view = new DataView(head.buffer);
  view.setUint32(0, index);
  view.setUint32(4, lengthBytes);
  return head;
}

/** Puts frames together from chunks in any division. */
export class FrameReader {
  readonly #head = new Uint8Array(HEAD_BYTES);
  #frame: PeerFrame | undefined;
  /** Bytes of the head, or of the frame once it is there. */
  #filled = 0;

  /** Did the last chunk end with a frame? */
  get isBetween(): boolean {
    return this.#frame === undefined && this.#filled === 0;
  }

  /**
   * The frames that this chunk ends, each with bytes of its own.
   * @throws Error where a frame is longer than a piece: what follows cannot be read
   */
  *read(chunk: Uint8Array): Generator<PeerFrame, void> {
    for (let at = 0; at < chunk.length; ) {
      const into = this.#frame?.bytes ?? this.#head;
      const part = chunk.subarray(at, at + into.length - this.#filled);
      into.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled < into.length) return;
      this.#filled = 0;
      this.#frame ??= this.#open();
      if (this.#frame.bytes !== into && this.#frame.bytes.length > 0) continue;
      const whole = this.#frame;
      this.#frame = undefined;
      yield whole;
    }
  }

  #open(): PeerFrame {
    const view = new DataView(this.#head.buffer);
    const lengthBytes = view.getUint32(4);
    if (lengthBytes > LIMITS.pieceBytes) throw new Error(`a frame of ${lengthBytes} bytes is longer than a piece`);
    return { index: view.getUint32(0), bytes: new Uint8Array(lengthBytes) };
  }
}
