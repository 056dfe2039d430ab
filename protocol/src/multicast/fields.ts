/** A message that is not one of this protocol; it is dropped. */
export class MalformedMessage extends Error {}

/** Writes the fields of one message into a buffer of its own, front to back. */
export class FieldWriter {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(maxBytes: number) {
    this.#bytes = new Uint8Array(maxBytes);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  byte(value: number): void {
    if (this.left < 1) throw new RangeError("the message is too long");
    this.#bytes[this.#at++] = value;
  }

  /** LEB128: seven bits a byte, the lowest first. Non-negative safe integers only. */
  varint(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is not a field`);
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.byte((rest % 0x80) | 0x80);
    this.byte(rest);
  }

  raw(bytes: Uint8Array): void {
    if (this.left < bytes.length) throw new RangeError("the message is too long");
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  text(value: string): void {
    const bytes = new TextEncoder().encode(value);
    this.varint(bytes.length);
    this.raw(bytes);
  }

  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#at);
  }
}

/** Reads them again. Everything that does not fit throws {@link MalformedMessage}. */
export class FieldReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(max = 255): number {
    const value = this.#bytes[this.#at++];
    if (value === undefined || value > max) throw new MalformedMessage("a byte is missing or too large");
    return value;
  }

  /** @param max the largest value that is meant; more is malformed */
  varint(max: number): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (value > max) throw new MalformedMessage(`a field is larger than ${max}`);
      if (byte < 0x80) {
        // One way to write each number, so that a message has one form.
        if (byte === 0 && scale > 1) throw new MalformedMessage("a number has leading zeros");
        return value;
      }
      if (scale > 2 ** 42) throw new MalformedMessage("a number is too long");
    }
  }

  raw(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new MalformedMessage("the message ends too early");
    const bytes = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return bytes;
  }

  text(maxBytes: number): string {
    const bytes = this.raw(this.varint(maxBytes));
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new MalformedMessage("a text is not UTF-8");
    }
  }

  list<T>(maxItems: number, item: () => T): T[] {
    return Array.from({ length: this.varint(maxItems) }, item);
  }

  rest(): Uint8Array {
    return this.raw(this.#bytes.length - this.#at);
  }

  end(): void {
    if (this.#at !== this.#bytes.length) throw new MalformedMessage("the message is longer than its content");
  }
}
