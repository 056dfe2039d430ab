import { createKernel } from "@shoal/core/fec/create-kernel";
import { BlockDecoder } from "@shoal/core/fec/decoder";
import { BlockEncoder } from "@shoal/core/fec/encoder";
import { symbolsOf } from "@shoal/core/multicast/block-size";
import { pieceSpan } from "@shoal/protocol/content/piece";
import { LIMITS } from "@shoal/protocol/limits";
import { SYMBOL_HEAD_BYTES } from "@shoal/protocol/multicast/codec";

const K = LIMITS.pieceBytes / LIMITS.symbolBytes;
/** Blocks under assembly at once, as the machine keeps them, and some that are being written. */
const DECODERS = 112;

/** The symbols of one blob: pieces made into them, and pieces made of them. Memory grows with the blocks that are open, to a bound. */
export class Blocks {
  readonly #sizeBytes: number;
  readonly #kernel = createKernel(
    DECODERS * BlockDecoder.memoryBytes(K, LIMITS.symbolBytes) + BlockEncoder.memoryBytes(K, LIMITS.symbolBytes),
  );
  readonly #free: BlockDecoder[] = [];
  #made = 0;
  readonly #open = new Map<number, BlockDecoder>();
  #encoder: BlockEncoder | undefined;
  #encoded = -1;

  constructor(sizeBytes: number) {
    this.#sizeBytes = sizeBytes;
  }

  /** @returns false where there is no room for another block */
  add(block: number, index: number, symbol: Uint8Array): boolean {
    const decoder = this.#open.get(block) ?? this.#take(block);
    if (!decoder) return false;
    const k = symbolsOf(block, this.#sizeBytes);
    return index < k ? decoder.addSource(index, symbol) : decoder.addParity(index - k, symbol);
  }

  /** A copy of the piece, and how much of it parity had to make up for; undefined where symbols are missing. The block is closed. */
  decode(block: number): { piece: Uint8Array; repairedBytes: number } | undefined {
    const decoder = this.#open.get(block);
    const bytes = decoder?.decode();
    const piece = bytes && Buffer.from(bytes.subarray(0, pieceSpan(block, this.#sizeBytes).length));
    const repairedBytes = Math.min(piece?.length ?? 0, (decoder?.rebuilt ?? 0) * LIMITS.symbolBytes);
    this.forget(block);
    return piece && { piece, repairedBytes };
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

  #take(block: number): BlockDecoder | undefined {
    const decoder = this.#free.pop() ?? this.#make();
    if (!decoder) return undefined;
    decoder.reset(symbolsOf(block, this.#sizeBytes));
    this.#open.set(block, decoder);
    return decoder;
  }

  #make(): BlockDecoder | undefined {
    if (this.#made >= DECODERS) return undefined;
    this.#made++;
    return new BlockDecoder(this.#kernel, K, LIMITS.symbolBytes);
  }
}
