export interface CachedBlob {
  digest: string;
  sizeBytes: number;
  usedMs: number;
}

export interface CacheRules {
  limitBytes: number;
  /** What has to be free for what is about to come; 0 where nothing is. */
  wantFreeBytes: number;
  freeBytes: number;
  /** Digests that a pending task needs: kept whatever the limit says. */
  needed: ReadonlySet<string>;
}

/** What to drop, the longest unused first, until the cache is within its limit and enough of the disk is free. */
export function toEvict(
  blobs: readonly CachedBlob[],
  { limitBytes, wantFreeBytes, freeBytes, needed }: CacheRules,
): string[] {
  let held = blobs.reduce((sum, blob) => sum + blob.sizeBytes, 0);
  let free = freeBytes;
  const dropped: string[] = [];
  for (const blob of [...blobs].sort((a, b) => a.usedMs - b.usedMs || (a.digest < b.digest ? -1 : 1))) {
    if (held <= limitBytes && free >= wantFreeBytes) break;
    if (needed.has(blob.digest)) continue;
    dropped.push(blob.digest);
    held -= blob.sizeBytes;
    free += blob.sizeBytes;
  }
  return dropped;
}
