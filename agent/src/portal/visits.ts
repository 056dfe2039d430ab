import { createHash, randomBytes } from "node:crypto";
import { LIMITS } from "@shoal/protocol/limits";

/** A portal that a person has open. */
export interface Visit {
  uid: number;
  /** As the machine's list of users has it. */
  person: string;
}

interface Kept extends Visit {
  sinceMs: number;
  seenMs: number;
}

const MINUTE_MS = 60_000;

/** Who has the portal open, in memory alone: with the agent, all of them end. */
export class Visits {
  /** By the digest of the token. */
  readonly #visits = new Map<string, Kept>();
  /** Wrong ones within the minute, by user. */
  readonly #wrong = new Map<number, { sinceMs: number; count: number }>();

  /** @returns the token that its page shows with each request */
  begin({ uid, person }: Visit, nowMs: number): string {
    this.tidy(nowMs);
    const of = [...this.#visits].filter(([, visit]) => visit.uid === uid);
    // A map has its entries in the order in which they came.
    if (of.length >= LIMITS.portalVisits) this.#visits.delete(of[0]![0]);
    if (this.#visits.size >= LIMITS.portalVisitsAtOnce) throw new Error("too many people have the portal open");
    const token = randomBytes(32).toString("base64url");
    this.#visits.set(digestOf(token), { uid, person, sinceMs: nowMs, seenMs: nowMs });
    return token;
  }

  /** @param uid whose connection it came by; another user's token is none */
  of(token: string, uid: number | undefined, nowMs: number): Visit | undefined {
    const visit = this.#visits.get(digestOf(token));
    if (!visit || isOver(visit, nowMs) || (uid !== undefined && uid !== visit.uid)) return undefined;
    visit.seenMs = nowMs;
    return visit;
  }

  end(token: string): void {
    this.#visits.delete(digestOf(token));
  }

  /** Somebody has shown a secret or a token that is none. @param uid whose connection it was; -1 where the system does not say */
  wrong(uid: number, nowMs: number): void {
    const before = this.#wrong.get(uid);
    if (before && nowMs - before.sinceMs < MINUTE_MS) before.count++;
    else this.#wrong.set(uid, { sinceMs: nowMs, count: 1 });
  }

  /** So often within the minute that nothing of theirs is looked at. */
  isGuessing(uid: number, nowMs: number): boolean {
    const found = this.#wrong.get(uid);
    return found !== undefined && nowMs - found.sinceMs < MINUTE_MS && found.count >= LIMITS.portalWrong;
  }

  /** @returns whether anybody has it open */
  tidy(nowMs: number): boolean {
    for (const [digest, visit] of this.#visits) if (isOver(visit, nowMs)) this.#visits.delete(digest);
    for (const [uid, { sinceMs }] of this.#wrong) if (nowMs - sinceMs >= MINUTE_MS) this.#wrong.delete(uid);
    return this.#visits.size > 0;
  }
}

function isOver({ sinceMs, seenMs }: Kept, nowMs: number): boolean {
  return nowMs - seenMs >= LIMITS.portalIdleMs || nowMs - sinceMs >= LIMITS.portalVisitMs;
}

function digestOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
