/** A bucket of tokens for each of many: so many at once, and so many a second after that. */
export interface Buckets {
  /** Takes one, or as many as it costs. @returns undefined where there was one, else in how many seconds there is again */
  take(key: string, cost?: number): number | undefined;
  /** Gives one back: it was nothing that is counted. */
  give(key: string): void;
}

/** Full buckets say nothing and are forgotten when there are so many. */
const REMEMBERED = 100_000;

export function createBuckets(limits: { burst: number; perSecond: number }, now: () => number): Buckets {
  const { burst, perSecond } = limits;
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  const filled = (key: string) => {
    const nowMs = now();
    const bucket = buckets.get(key);
    if (bucket) {
      bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, nowMs - bucket.atMs) * perSecond) / 1000);
      bucket.atMs = nowMs;
      return bucket;
    }
    const made = { tokens: burst, atMs: nowMs };
    if (buckets.size >= REMEMBERED)
      for (const [each, { tokens, atMs }] of buckets)
        if (tokens + ((nowMs - atMs) * perSecond) / 1000 >= burst) buckets.delete(each);
    buckets.set(key, made);
    return made;
  };
  return {
    take(key, cost = 1) {
      const bucket = filled(key);
      if (bucket.tokens < cost) return Math.ceil((cost - bucket.tokens) / perSecond);
      bucket.tokens -= cost;
      return undefined;
    },
    give(key) {
      const bucket = filled(key);
      bucket.tokens = Math.min(burst, bucket.tokens + 1);
    },
  };
}
