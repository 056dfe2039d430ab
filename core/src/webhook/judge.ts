import { LIMITS } from "@shoal/protocol/limits";

/** What one try of a delivery came to. */
export interface Tried {
  /** Of the answer; undefined: there was none. */
  status: number | undefined;
  /** How long the receiver asks to be left alone. */
  retryAfterMs?: number | undefined;
}

export interface Delivery {
  /** Tries, this one too. */
  attempts: number;
  /** Since when it is due: when it came, or when a person ordered it anew. */
  dueMs: number;
}

export type Verdict =
  | { kind: "delivered" }
  /** Of a receiver that is gone, only when a person enables it again. */
  | { kind: "again"; atMs: number; gone: boolean }
  /** `silent`: nothing at all was delivered for as long. */
  | { kind: "given-up"; silent: boolean };

const FIRST_MS = 5000;
const FACTOR = 4;
const MOST_MS = 12 * 3_600_000;

/** Any status of 200 to 299; a redirect is none. */
export function isDelivered(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

/**
 * What becomes of a delivery after a try. 410 says that nobody wants
 * to hear any more (Standard Webhooks, "Delivery").
 * @param lastMs when the webhook delivered something last
 * @param chance from 0 to 1, for waits that do not all end at once
 */
export function judgeDelivery(
  { attempts, dueMs }: Delivery,
  tried: Tried,
  lastMs: number | undefined,
  nowMs: number,
  chance: number,
): Verdict {
  const { status } = tried;
  if (isDelivered(status)) return { kind: "delivered" };
  const full = Math.min(FIRST_MS * FACTOR ** (attempts - 1), MOST_MS);
  const asked = Math.min(tried.retryAfterMs ?? 0, MOST_MS);
  const atMs = nowMs + Math.round(Math.max(full * (0.75 + chance / 2), asked));
  if (status === 410) return { kind: "again", atMs, gone: true };
  if (atMs <= dueMs + LIMITS.webhookGiveUpMs) return { kind: "again", atMs, gone: false };
  return { kind: "given-up", silent: lastMs === undefined || lastMs < dueMs };
}

/** How long a receiver is left alone after so many failures in a row, whatever waits for it. */
export function pauseMs(failures: number): number {
  return failures === 0 ? 0 : Math.min(1000 * 2 ** (failures - 1), 60_000);
}
