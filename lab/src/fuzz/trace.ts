import { closeSync, openSync, readFileSync, writeSync } from "node:fs";

const HEAD_BYTES = 16;

/** The input that a child is at, on a file: it is there also where the child hangs, or is gone. */
export class Trace {
  readonly #file: number;
  readonly #head = Buffer.alloc(HEAD_BYTES);
  #count = 0;

  constructor(path: string) {
    this.#file = openSync(path, "w", 0o600);
  }

  at(target: number, input: Uint8Array): void {
    this.#head.writeUInt32BE(++this.#count, 0);
    this.#head.writeUInt32BE(target, 4);
    this.#head.writeUInt32BE(input.length, 8);
    writeSync(this.#file, input, 0, input.length, HEAD_BYTES);
    writeSync(this.#file, this.#head, 0, HEAD_BYTES, 0);
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** How many inputs were begun, and the last of them. */
export function readTrace(path: string): { count: number; target: number; input: Buffer } {
  const bytes = readFileSync(path);
  if (bytes.length < HEAD_BYTES) return { count: 0, target: 0, input: Buffer.alloc(0) };
  const length = bytes.readUInt32BE(8);
  return {
    count: bytes.readUInt32BE(0),
    target: bytes.readUInt32BE(4),
    input: bytes.subarray(HEAD_BYTES, HEAD_BYTES + length),
  };
}
