import type { Control, PeerAddress } from "@shoal/protocol/multicast/messages";
import type { PieceRun } from "../content/piece-set.ts";

/** Who said something: the sender's incarnation and unicast address, as one word that the driver knows how to reach. */
export type MemberId = string;

/** A member's id begins with its unicast host: `host|port|incarnation`. */
export function hostOf(id: MemberId): string {
  return id.split("|", 1)[0]!;
}

export type SessionInput =
  | { type: "start" }
  | { type: "message"; from: MemberId; counter: number; message: Control }
  /** A symbol came; its bytes are with the driver. */
  | { type: "symbol"; from: MemberId; counter: number; block: number; index: number }
  /** The wire would not take this symbol now. */
  | { type: "refused"; block: number; index: number }
  /** A piece was verified and is on the disk, from whatever source. */
  | { type: "piece"; index: number }
  /** Answers a "decode", whatever else has come meanwhile: on the disk, with a wrong digest, or wanted by nobody any more. */
  | { type: "decoded"; block: number; outcome: "kept" | "wrong" | "unwanted" }
  /** This device's way to the origin is known to be of no use for now (`false`), or of use again. */
  | { type: "origin"; reachable: boolean }
  /** The ceiling of a cast is another one now, bytes a second. */
  | { type: "ceiling"; bytesPerSecond: number }
  /** Other subnets get pieces of this device, or get none any more. */
  | { type: "line-shared"; isShared: boolean }
  | { type: "leave"; why: string }
  | { type: "tick" };

export type Role = "seeking" | "offering" | "following" | "leading" | "alone" | "holder" | "left";

/** A device that has pieces this one lacks. */
export interface PieceHolder {
  address: PeerAddress;
  has: PieceRun[];
  /** It is still getting them, and sends each when it has it. */
  partial?: boolean;
}

export type SessionOutput =
  | { type: "send"; to: "control" | "data" | { member: MemberId }; message: Control }
  /** Cast this symbol to the data group. */
  | { type: "cast"; block: number; index: number }
  /** Enough symbols of this block are here; their memory counts until this is answered. */
  | { type: "decode"; block: number }
  /** The symbols of this block are of no use any more. */
  | { type: "forget"; block: number }
  | { type: "role"; role: Role; why: string }
  /**
   * What may be fetched by unicast from now on, and from whom: nothing (a cast brings it), from these peers, and from the origin
   * too or only from them.
   */
  | { type: "unicast"; allowed: boolean; origin: boolean; holders: PieceHolder[] }
  /** Somebody casts wrong bytes; nothing of theirs is taken any more. */
  | { type: "accuse"; member: MemberId; block: number };

export interface SessionOptions {
  sizeBytes: number;
  /** Pieces that are here already. */
  have: Iterable<number>;
  /** 0 to 100, from `suitability`. */
  suitability: number;
  /** Where this device serves pieces. */
  peer: PeerAddress;
  startDelayMs: number;
  /** Ceiling of the cast, all headers counted. */
  rateBytesPerSecond: number;
  /** May it lead and cast? */
  mayLead: boolean;
  seed: number;
}
