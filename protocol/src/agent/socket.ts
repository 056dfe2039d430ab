import Type, { type Static } from "typebox";
import { Digest } from "../content/digest.ts";
import { LIMITS } from "../limits.ts";

const closed = { additionalProperties: false } as const;
const TransferId = Type.Integer({ minimum: 1, maximum: 0xffffffff });

/**
 * The agent's one WebSocket, subprotocol `shoal.1`. Text frames are JSON of these types; a binary frame is one pushed
 * piece: transfer id (u32), piece index (u32), both big-endian, then the piece's bytes.
 */
export const ServerMessage = Type.Union([
  /** "Look": something changed; check in. No content, so a lost one costs only time. */
  Type.Object({ type: Type.Literal("ring") }, closed),
  /** The server is about to send the pieces that were asked for. */
  Type.Object(
    {
      type: Type.Literal("push-start"),
      transfer: TransferId,
      actionId: Type.String({ maxLength: 64 }),
      digest: Digest,
    },
    closed,
  ),
  Type.Object(
    {
      type: Type.Literal("push-end"),
      transfer: TransferId,
      outcome: Type.Enum(["sent", "stopped", "unavailable"] as const),
      detail: Type.Optional(Type.String({ maxLength: 500 })),
    },
    closed,
  ),
]);
export type ServerMessage = Static<typeof ServerMessage>;

export const AgentMessage = Type.Union([
  /** "I am ready to be sent this." `lacks` are runs `[first, count]` of pieces; the server sends when it chooses. */
  Type.Object(
    {
      type: Type.Literal("push-ready"),
      actionId: Type.String({ maxLength: 64 }),
      digest: Digest,
      lacks: Type.Array(Type.Tuple([Type.Integer({ minimum: 0 }), Type.Integer({ minimum: 1 })]), {
        maxItems: LIMITS.pushRuns,
      }),
    },
    closed,
  ),
  /** Piece kept (verified) or refused; either way it no longer counts against the window. */
  Type.Object(
    { type: Type.Literal("push-ack"), transfer: TransferId, piece: Type.Integer({ minimum: 0 }), ok: Type.Boolean() },
    closed,
  ),
  Type.Object({ type: Type.Literal("push-stop"), transfer: TransferId }, closed),
]);
export type AgentMessage = Static<typeof AgentMessage>;

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
