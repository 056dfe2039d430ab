import type { PeerAddress } from "@shoal/protocol/multicast/messages";
import type { PieceSet } from "../content/piece-set.ts";
import type { Follow } from "./follow.ts";
import type { Lead } from "./lead.ts";
import { hostOf, type MemberId, type PieceHolder, type Role, type SessionOutput } from "./messages.ts";

interface Leave {
  allowed: boolean;
  origin: boolean;
  holders: PieceHolder[];
}

const NOTHING: Leave = { allowed: false, origin: false, holders: [] };

/** What may be fetched by unicast, told whenever that has changed. */
export class UnicastLeave {
  readonly #have: PieceSet;
  readonly #shunned: ReadonlySet<MemberId>;
  #told = "";
  #toldFrom: unknown[] = [];

  constructor(have: PieceSet, shunned: ReadonlySet<MemberId>) {
    this.#have = have;
    this.#shunned = shunned;
  }

  tell(role: Role, lead: Lead | undefined, follow: Follow | undefined, out: SessionOutput[]): void {
    // With every symbol this is asked; what it follows from seldom changes.
    const from = [role, this.#have.isFull, follow?.beacon, lead?.sources, lead?.isGathering];
    if (from.every((part, at) => part === this.#toldFrom[at])) return;
    this.#toldFrom = from;
    const now = this.#now(role, lead, follow);
    const text = JSON.stringify(now);
    if (text === this.#told) return;
    this.#told = text;
    out.push({ type: "unicast", ...now });
  }

  #now(role: Role, lead: Lead | undefined, follow: Follow | undefined): Leave {
    if (this.#have.isFull) return NOTHING;
    if (lead) return { allowed: !lead.isGathering, origin: true, holders: lead.sources };
    const whole = (address: PeerAddress): PieceHolder => ({ address, has: [[0, this.#have.count]] });
    const holders = (follow?.beacon.holders ?? []).map(whole);
    const rest = this.#representative(follow, holders);
    if (role === "alone") return { allowed: true, origin: rest.length === 0, holders: [...holders, ...rest] };
    // All was cast, or the cast was given up, and nobody casts it again for this device alone.
    if (follow?.beacon.phase !== "complete" || role !== "following") return NOTHING;
    return { allowed: true, origin: holders.length + rest.length === 0, holders: [...holders, ...rest] };
  }

  /** Who leads gives by unicast what it has so far, where it is not among those that have everything. */
  #representative(follow: Follow | undefined, holders: readonly PieceHolder[]): PieceHolder[] {
    if (!follow || follow.beacon.peerPort === 0 || this.#shunned.has(follow.id) || holders.length > 0) return [];
    const address = { host: hostOf(follow.id), port: follow.beacon.peerPort };
    return [{ address, has: [[0, this.#have.count]], partial: true }];
  }
}
