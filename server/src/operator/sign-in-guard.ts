import { afterFailure, type Failures, type Patience, waitMs } from "@shoal/core/operator/sign-in-limit";
import { LIMITS } from "@shoal/protocol/limits";
import { Refusal } from "../http/refusal.ts";

const DAY = 86_400_000;
const ACCOUNT: Patience = { free: 5, firstMs: 1000, longestMs: LIMITS.signInWaitMs, forgetMs: DAY };
/** A source may be an office: more is let through before it waits. */
const SOURCE: Patience = { free: 20, firstMs: 1000, longestMs: LIMITS.signInWaitMs, forgetMs: DAY };

/** Who tries to sign in: to which account, from where, with a browser that has signed in to it before. */
export interface Attempt {
  account: string;
  /** There is such an account. It makes no difference to what is answered. */
  known: boolean;
  source: string;
  /** Known by its cookie: strangers who try in vain do not hold it up. */
  browser?: string | undefined;
}

/**
 * Holds back who guesses. What is counted is in memory: a restart forgets it, and nobody but the server's user can make one. Accounts that there are
 * are counted apart from those that there are not, so that nobody can have the one forgotten by inventing the others.
 */
export class SignInGuard {
  readonly #accounts = new Map<string, Failures>();
  readonly #others = new Map<string, Failures>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @throws Refusal that says when the next try may be made; what was sent is then not looked at */
  refuse(attempt: Attempt): void {
    const nowMs = this.#now();
    const { accounts, account } = this.#place(attempt);
    const wait = Math.max(
      waitMs(accounts.get(account), nowMs, ACCOUNT),
      attempt.browser === undefined ? waitMs(this.#others.get(`from ${attempt.source}`), nowMs, SOURCE) : 0,
    );
    if (wait === 0) return;
    const seconds = Math.ceil(wait / 1000);
    throw new Refusal("sign-in-held", `the next try may be made in ${seconds} s`, { retryAfterSeconds: seconds });
  }

  failed(attempt: Attempt): void {
    const nowMs = this.#now();
    const { accounts, account } = this.#place(attempt);
    note(accounts, account, afterFailure(accounts.get(account), nowMs, ACCOUNT));
    if (attempt.known) return;
    const source = `from ${attempt.source}`;
    note(this.#others, source, afterFailure(this.#others.get(source), nowMs, SOURCE));
  }

  succeeded(attempt: Attempt): void {
    const { accounts, account } = this.#place(attempt);
    accounts.delete(account);
  }

  #place({ account, known, browser }: Attempt): { accounts: Map<string, Failures>; account: string } {
    return { accounts: known ? this.#accounts : this.#others, account: `to ${account} ${browser ?? ""}` };
  }
}

/** The last that was heard of is the last to be forgotten. */
function note(counts: Map<string, Failures>, key: string, failures: Failures): void {
  counts.delete(key);
  counts.set(key, failures);
  if (counts.size > LIMITS.signInCounts) counts.delete(counts.keys().next().value!);
}
