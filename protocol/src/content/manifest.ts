import { fromHex, toHex } from "../codec/hex.ts";
import { LIMITS } from "../limits.ts";
import { PIECE_BYTES, pieceCount } from "./piece.ts";

/**
 * The list of a blob's pieces. On the wire: 8 bytes magic `SHOALM1\n`, size as u64, piece size as u32, a reserved u32 of
 * zero (all big-endian), the blob's SHA-256, then one SHA-256 a piece: 56 bytes and 32 a piece, 190 KB a GiB. The
 * encoding has no freedom, so the manifest's own SHA-256 follows from the blob's bytes alone.
 */
export interface Manifest {
  sizeBytes: number;
  digest: string;
  /** 32 bytes a piece, one after the other. */
  pieces: Uint8Array;
}

const MAGIC = new TextEncoder().encode("SHOALM1\n");
const HEAD_BYTES = 56;

export function encodeManifest(manifest: Manifest): Uint8Array {
  const count = pieceCount(manifest.sizeBytes);
  if (manifest.pieces.length !== count * 32) throw new Error(`${count} pieces need ${count * 32} bytes of digests`);
  const bytes = new Uint8Array(HEAD_BYTES + manifest.pieces.length);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC, 0);
  view.setBigUint64(8, BigInt(manifest.sizeBytes));
  view.setUint32(16, PIECE_BYTES);
  view.setUint32(20, 0);
  bytes.set(fromHex(manifest.digest), 24);
  bytes.set(manifest.pieces, HEAD_BYTES);
  return bytes;
}

/** @throws Error that says what is wrong; callers have compared the bytes with the manifest's digest before */
export function decodeManifest(bytes: Uint8Array): Manifest {
  if (bytes.length < HEAD_BYTES)
    throw new Error(`a manifest has at least ${HEAD_BYTES} bytes, this has ${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < MAGIC.length; at++) if (bytes[at] !== MAGIC[at]) throw new Error("not a manifest (magic)");
  const size = view.getBigUint64(8);
  if (size > BigInt(LIMITS.blobBytes))
    throw new Error(`blob of ${size} bytes is over the limit of ${LIMITS.blobBytes}`);
  if (view.getUint32(16) !== PIECE_BYTES) throw new Error(`piece size ${view.getUint32(16)} is not ${PIECE_BYTES}`);
  if (view.getUint32(20) !== 0) throw new Error("reserved field is not zero");
  const sizeBytes = Number(size);
  const expected = HEAD_BYTES + pieceCount(sizeBytes) * 32;
  if (bytes.length !== expected)
    throw new Error(`manifest of ${bytes.length} bytes, but ${sizeBytes} bytes of blob need ${expected}`);
  return { sizeBytes, digest: toHex(bytes.subarray(24, HEAD_BYTES)), pieces: bytes.slice(HEAD_BYTES) };
}

/** The expected SHA-256 of one piece, as 32 bytes. */
export function pieceDigest(manifest: Manifest, index: number): Uint8Array {
  return manifest.pieces.subarray(index * 32, index * 32 + 32);
}
