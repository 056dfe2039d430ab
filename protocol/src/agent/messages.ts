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
