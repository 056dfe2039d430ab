export type { AgentMessage, ServerMessage } from "./messages.ts";

export const SOCKET_PROTOCOL = "shoal.1";
const FRAME_HEAD_BYTES = 8;

export function encodePushFrame(transfer: number, piece: number, bytes: Uint8Array): Uint8Array {
  const frame = new Uint8Array(FRAME_HEAD_BYTES + bytes.length);
  const view = new DataView(frame.buffer);
  view.setUint32(0, transfer);
  view.setUint32(4, piece);
  frame.set(bytes, FRAME_HEAD_BYTES);
  return frame;
}

/** @throws Error where the frame is too short to have a head */
export function decodePushFrame(frame: Uint8Array): { transfer: number; piece: number; bytes: Uint8Array } {
  if (frame.length < FRAME_HEAD_BYTES) throw new Error(`a push frame has at least ${FRAME_HEAD_BYTES} bytes`);
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  return { transfer: view.getUint32(0), piece: view.getUint32(4), bytes: frame.subarray(FRAME_HEAD_BYTES) };
}
