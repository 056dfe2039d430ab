/** What the devices of a session say to each other. `docs/rfd/0002-multicast.md` has the table of when. */

/** A device's wish to lead, in the order in which claims are compared. */
export interface Claim {
  /** 0 to 255: how fit the device is to lead, in classes. */
  suitability: number;
  /** Verified pieces that it holds. */
  pieces: number;
  /** 32 bits of chance. */
  tie: number;
}

export const PHASES = ["waiting", "casting", "settling", "complete"] as const;
/** waiting: the start delay runs. settling: all was cast once, members say what they lack. complete: nothing is asked for. */
export type Phase = (typeof PHASES)[number];

export const MEMBER_STATES = ["joined", "complete", "left", "asking"] as const;
/** asking: is the representative there? It is heard no more by multicast. */
export type MemberState = (typeof MEMBER_STATES)[number];

/** Where a device serves pieces by unicast. */
export interface PeerAddress {
  host: string;
  port: number;
}

export interface Offer {
  type: "offer";
  claim: Claim;
  /** Server's time, milliseconds since 1970. */
  sentMs: number;
}

export interface Beacon {
  type: "beacon";
  claim: Claim;
  /** Server's time, milliseconds since 1970. */
  sentMs: number;
  /** The sender's monotonic time in microseconds, modulo 2^32: for delays relative to each other. */
  clockUs: number;
  phase: Phase;
  startsInMs: number;
  members: number;
  rateBytesPerSecond: number;
  /** Symbols cast since it leads: who hears beacons but none of these, hears half. */
  castSymbols: number;
  /** Where the representative itself gives pieces by unicast, as it gets them. */
  peerPort: number;
  /** How often "settling" has begun: members answer each once with their status. */
  round: number;
  holders: PeerAddress[];
}

export interface Status {
  type: "status";
  state: MemberState;
  /** Pieces that it has not. */
  missing: number;
  /** The first of them, as runs; as many as go into a message. */
  lacks: [first: number, count: number][];
  /** Of the last second: datagrams lost in a thousand, and how much later than at best they came. */
  lossPermille: number;
  delayMs: number;
  peerPort: number;
}

export interface Mark {
  type: "mark";
  clockUs: number;
  blocks: { block: number; sent: number; planned: number }[];
}

export interface Nack {
  type: "nack";
  lossPermille: number;
  delayMs: number;
  /** `known`: one more than the highest index of the block that the device knows to be sent or planned. */
  blocks: { block: number; need: number; known: number }[];
}

export interface Bye {
  type: "bye";
  why: string;
}

export interface Evict {
  type: "evict";
  /** At which the others could have the cast: this member holds it below. */
  rateBytesPerSecond: number;
}

export type Control = Offer | Beacon | Status | Mark | Nack | Bye | Evict;

export interface SymbolMessage {
  type: "symbol";
  block: number;
  index: number;
  bytes: Uint8Array;
}

export type SessionMessage = Control | SymbolMessage;
