import { createKernel } from "@shoal/core/fec/create-kernel";
import { BlockDecoder } from "@shoal/core/fec/decoder";
import { BlockEncoder } from "@shoal/core/fec/encoder";
import type { Kernel } from "@shoal/core/fec/kernel";
import { symbolsOf } from "@shoal/core/multicast/block-size";
import { OPEN_BLOCKS } from "@shoal/core/multicast/receiver";
import { pieceSpan } from "@shoal/protocol/content/piece";
import { LIMITS } from "@shoal/protocol/limits";
import { SYMBOL_HEAD_BYTES } from "@shoal/protocol/multicast/codec";

const K = LIMITS.pieceBytes / LIMITS.symbolBytes;
/** As many as the machine keeps open, those that are being written too, and the one for which it is about to give up another. */
const DECODERS = OPEN_BLOCKS + 1;

/** The symbols of one blob: pieces made into them, and pieces made of them. Memory grows with the blocks that are open, to a bound. */
export class Blocks {
  readonly #sizeBytes: number;
  #made: Kernel | undefined;
  readonly #free: BlockDecoder[] = [];
  readonly #open = new Map<number, BlockDecoder>();
  #encoder: BlockEncoder | undefined;
  #encoded = -1;

  constructor(sizeBytes: number) {
    this.#sizeBytes = sizeBytes;
  }

  /** Made with the first symbol: not every session has one, and none has one at once. */
  get #kernel(): Kernel {
    this.#made ??= createKernel(
      DECODERS * BlockDecoder.memoryBytes(K, LIMITS.symbolBytes) + BlockEncoder.memoryBytes(K, LIMITS.symbolBytes),
    );
    return this.#made;
  }

  /** @throws RangeError where more blocks are open than a machine keeps */
  add(block: number, index: number, symbol: Uint8Array): void {
    const decoder = this.#open.get(block) ?? this.#take(block);
    const k = symbolsOf(block, this.#sizeBytes);
    if (index < k) decoder.addSource(index, symbol);
    else decoder.addParity(index - k, symbol);
  }

  /**
   * The piece, and how much of it parity had to make up for; undefined where symbols are missing. It is the decoder's own memory until it is
   * released, which is to be done once: at the rate of a fast cast, copies would be most of what an agent holds.
   */
  decode(block: number): { piece: Uint8Array; repairedBytes: number; release(): void } | undefined {
    const decoder = this.#open.get(block);
    const piece = decoder?.decode()?.subarray(0, pieceSpan(block, this.#sizeBytes).length);
    if (!decoder || !piece) return undefined;
    this.#open.delete(block);
    const repairedBytes = Math.min(piece.length, decoder.rebuilt * LIMITS.symbolBytes);
    return { piece, repairedBytes, release: () => this.#free.push(decoder) };
  }

  forget(block: number): void {
    const decoder = this.#open.get(block);
    if (!decoder) return;
    this.#open.delete(block);
    this.#free.push(decoder);
  }

  /** Writes one symbol of a piece behind the room for its head. @param piece the bytes of this block's piece */
  symbol(block: number, index: number, piece: () => Uint8Array, into: Uint8Array): void {
    const k = symbolsOf(block, this.#sizeBytes);
    const symbol = into.subarray(SYMBOL_HEAD_BYTES);
    if (index < k) {
      const source = piece().subarray(index * LIMITS.symbolBytes, (index + 1) * LIMITS.symbolBytes);
      symbol.set(source);
      if (source.length < symbol.length) symbol.fill(0, source.length);
      return;
    }
    this.#encoder ??= new BlockEncoder(this.#kernel, K, LIMITS.symbolBytes);
    if (this.#encoded !== block) this.#encoder.load(piece());
    this.#encoded = block;
    this.#encoder.parity(index - k, symbol);
  }

  #take(block: number): BlockDecoder {
    const decoder = this.#free.pop() ?? new BlockDecoder(this.#kernel, K, LIMITS.symbolBytes);
    decoder.reset(symbolsOf(block, this.#sizeBytes));
    this.#open.set(block, decoder);
    return decoder;
  }
}
