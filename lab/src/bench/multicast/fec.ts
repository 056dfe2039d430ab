import { createKernel } from "@shoal/core/fec/create-kernel";
import { BlockDecoder } from "@shoal/core/fec/decoder";
import { BlockEncoder } from "@shoal/core/fec/encoder";
import type { Kernel } from "@shoal/core/fec/kernel";
import { tableKernel } from "@shoal/core/fec/table-kernel";
import { LIMITS } from "@shoal/protocol/limits";
import { type Bench, type BenchRow, judged } from "../row.ts";

const SYMBOL_BYTES = LIMITS.symbolBytes;
/** Source symbols, parity symbols, and the bar of encoding where there is one, in MB per CPU second. */
const SHAPES: readonly [k: number, m: number, bar?: number][] = [
  [64, 4],
  [64, 8],
  [128, 8, 500],
  [128, 16],
];

/** Forward error correction: content that one CPU second protects with m parity symbols a block, or repairs m losses of. */
export const fec: Bench = async ({ quick }) => {
  const rows: BenchRow[] = [];
  const cpuSeconds = quick ? 0.02 : 0.3;
  for (const [k, m, bar] of SHAPES) {
    const kernel = createKernel(memoryBytes(k));
    const fast = rates(kernel, k, m, cpuSeconds);
    const slow = rates(tableKernel(memoryBytes(k)), k, m, cpuSeconds);
    const common = { unit: "MB/CPU s", note: `${kernel.kind}; peer: the tables it falls back to; best of 3` };
    const encode = { name: `fec k=${k} m=${m}, encode`, value: fast.encode, peer: slow.encode, ...common };
    rows.push(judged(bar === undefined ? encode : { ...encode, bar }, "higher"));
    const decode = { name: `fec k=${k} m=${m}, decode`, value: fast.decode, peer: slow.decode, ...common };
    rows.push(judged({ ...decode, note: `${common.note}; all m lost` }, "higher"));
  }
  return rows;
};

function memoryBytes(k: number): number {
  return BlockEncoder.memoryBytes(k, SYMBOL_BYTES) + BlockDecoder.memoryBytes(k, SYMBOL_BYTES);
}

/** Copying symbols in and out is part of both. @throws Error when the decoder gives other bytes than were encoded */
function rates(kernel: Kernel, k: number, m: number, cpuSeconds: number): { encode: number; decode: number } {
  const encoder = new BlockEncoder(kernel, k, SYMBOL_BYTES);
  const decoder = new BlockDecoder(kernel, k, SYMBOL_BYTES);
  const block = Uint8Array.from({ length: k * SYMBOL_BYTES }, (_, at) => at * 7 + (at >> 8));
  const sources = Array.from({ length: k }, (_, at) => block.subarray(at * SYMBOL_BYTES, (at + 1) * SYMBOL_BYTES));
  const parities = Array.from({ length: m }, () => new Uint8Array(SYMBOL_BYTES));
  const encode = () => {
    encoder.load(block);
    for (const [index, parity] of parities.entries()) encoder.parity(index, parity);
  };
  const decode = () => {
    decoder.reset(k);
    for (let index = m; index < k; index++) decoder.addSource(index, sources[index]!);
    for (const [index, parity] of parities.entries()) decoder.addParity(index, parity);
    return decoder.decode();
  };
  encode();
  if (!Buffer.from(block).equals(decode() ?? new Uint8Array())) throw new Error(`k=${k} m=${m} was decoded wrongly`);
  return {
    encode: megabytesPerCpuSecond(encode, block.length, cpuSeconds),
    decode: megabytesPerCpuSecond(decode, block.length, cpuSeconds),
  };
}

function megabytesPerCpuSecond(work: () => unknown, bytes: number, cpuSeconds: number): number {
  let best = 0;
  for (let round = 0; round < 3; round++) {
    const started = process.cpuUsage();
    let done = 0;
    let microseconds = 0;
    for (; microseconds < cpuSeconds * 1e6; done += bytes) {
      work();
      const used = process.cpuUsage(started);
      microseconds = used.user + used.system;
    }
    // Bytes per microsecond are megabytes per second.
    best = Math.max(best, done / microseconds);
  }
  return best;
}
