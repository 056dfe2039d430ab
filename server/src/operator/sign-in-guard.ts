import { afterFailure, type Failures, type Patience, waitMs } from "@shoal/core/operator/sign-in-limit";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import { hashToken } from "../auth/token.ts";
import type { Db } from "../db/schema.ts";
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
 * Holds back who guesses. Judged from memory, and kept in the database, so that a restart forgets nothing. Accounts that there are
 * are counted apart from those that there are not, so that nobody can have the one forgotten by inventing the others. What is counted is kept by
 * its digest: people type passwords where an address belongs.
 */
export class SignInGuard {
  readonly #known = new Map<string, Failures>();
  readonly #others = new Map<string, Failures>();
  readonly #db: Db;
  readonly #now: () => number;

  constructor(db: Db, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /** To be called before the first try. */
  async load(): Promise<void> {
    await this.#db
      .deleteFrom("sign_in_failures")
      .where("last_ms", "<=", this.#now() - DAY)
      .execute();
    for (const row of await this.#db.selectFrom("sign_in_failures").selectAll().orderBy("last_ms").execute())
      this.#counts(row.known === 1).set(row.key, { count: row.count, lastMs: row.last_ms });
  }

  /**
   * Counts a try as one in vain, until it turns out otherwise: of many at once, each finds those before it counted.
   * @throws Refusal that says when the next try may be made; what was sent is then not looked at
   */
  async begin(attempt: Attempt): Promise<void> {
    const nowMs = this.#now();
    const [account, source] = keysOf(attempt);
    const wait = Math.max(
      waitMs(this.#counts(attempt.known).get(account), nowMs, ACCOUNT),
      attempt.browser === undefined ? waitMs(this.#others.get(source), nowMs, SOURCE) : 0,
    );
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1000);
      throw new Refusal("sign-in-held", say("try-in", { seconds }), { retryAfterSeconds: seconds });
    }
    const noted = [this.#note(attempt.known, account, ACCOUNT)];
    if (!attempt.known) noted.push(this.#note(false, source, SOURCE));
    await Promise.all(noted);
  }

  async succeeded(attempt: Attempt): Promise<void> {
    await this.#forget(attempt.known, keysOf(attempt)[0]);
  }

  #counts(known: boolean): Map<string, Failures> {
    return known ? this.#known : this.#others;
  }

  async #note(known: boolean, key: string, patience: Patience): Promise<void> {
    const counts = this.#counts(known);
    const failures = afterFailure(counts.get(key), this.#now(), patience);
    // The last that was heard of is the last to be forgotten.
    counts.delete(key);
    counts.set(key, failures);
    const oldest = counts.size > LIMITS.signInCounts ? counts.keys().next().value : undefined;
    const row = { count: failures.count, last_ms: failures.lastMs };
    await this.#db
      .insertInto("sign_in_failures")
      .values({ key, known: known ? 1 : 0, ...row })
      .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
      .execute();
    if (oldest !== undefined) await this.#forget(known, oldest);
  }

  async #forget(known: boolean, key: string): Promise<void> {
    this.#counts(known).delete(key);
    await this.#db.deleteFrom("sign_in_failures").where("key", "=", key).execute();
  }
}

/** Of the account, as this browser or a stranger tries it; of the source. */
function keysOf({ account, known, source, browser = "" }: Attempt): [string, string] {
  return [hashToken(`to ${known} ${account} ${browser}`), hashToken(`from ${source}`)];
}
