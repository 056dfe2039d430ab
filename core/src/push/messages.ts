import type { PieceRun } from "../content/piece-set.ts";

/** What a device asked to be sent, with what the server knows of it. */
export interface PushRequest {
  device: string;
  actionId: string;
  digest: string;
  sizeBytes: number;
  /** Pieces that the device does not have. */
  lacks: readonly Readonly<PieceRun>[];
}

export type PushInput =
  | ({ type: "ready" } & PushRequest)
  /** A device asked for what the server does not have. */
  | { type: "absent"; device: string; actionId: string; digest: string }
  /** Piece kept or refused by the device; either way it is off the window. */
  | { type: "ack"; device: string; transfer: number; piece: number; ok: boolean }
  /** The frame has left for the network: the socket holds one less. */
  | { type: "written"; device: string; transfer: number }
  /** The device wants no more of it. */
  | { type: "stop"; device: string; transfer: number }
  /** The server cannot read it. */
  | { type: "unreadable"; device: string; transfer: number; detail: string }
  | { type: "gone"; device: string }
  | { type: "tick" };

export type PushOutcome = "sent" | "stopped" | "unavailable";

export type PushOutput =
  | { type: "start"; device: string; transfer: number; actionId: string; digest: string }
  | { type: "send"; device: string; transfer: number; digest: string; piece: number; offset: number; length: number }
  /** `wish`: what was asked for, where it ends without having been started. */
  | {
      type: "end";
      device: string;
      transfer: number;
      outcome: PushOutcome;
      detail?: string;
      wish?: { actionId: string; digest: string };
    };

export interface PushSettings {
  /** Transfers that have a turn at once. */
  concurrent: number;
  /** All devices together; 0 is no limit. */
  rateBytesPerSecond: number;
  /** One device; 0 is no limit. */
  deviceRateBytesPerSecond: number;
}
