/** Limits of the releases' metadata: a part of `LIMITS`, and told of with them. */
export const TRUST_LIMITS = {
  /** A root has some tens of keys at most, each of a hundred bytes and with a signature of two hundred. */
  trustRootBytes: 64 * 1024,
  /** One line about one file; what is longer is not a timestamp. */
  trustTimestampBytes: 16 * 1024,
  /** Every role's version: sixteen publishers with 64 bins each are 40 KB. */
  trustSnapshotBytes: 256 * 1024,
  /** One bin at its fullest has some sixty kilobytes. */
  trustTargetsBytes: 256 * 1024,
  /** Releases in one bin: reading it takes time by their square, 10 ms at this many. Sixty-four bins hold 19,200. */
  trustTargetsPerBin: 300,
  /** Publishers with a role of their own; a snapshot lists 65 names for each. */
  trustRoles: 16,
  /** Patterns of package names that one publisher is given. */
  trustPaths: 32,
  /** Keys that may sign one role: people who can be named. */
  trustKeys: 16,
  /** All bins of a publisher in one request, at their fullest. */
  trustSubmitBytes: 16 * 1024 ** 2,
  /** One look at the releases' metadata, some requests long, on the slowest line; then it is begun anew. */
  trustFollowMs: 5 * 60_000,
  /** Versions of each role that are still given out when newer ones are there: whoever is in the middle of reading may go on. */
  trustVersionsKept: 8,
  /** Metadata of which a packed copy is kept: all bins of some publishers, in the newest versions. In bytes as they are signed. */
  trustEncodedBytes: 16 * 1024 ** 2,
  /** Releases that wait to be signed; who stages more signs too little. */
  stagedReleases: 1000,
  /** A signature that has not come after a month does not come. */
  stagedMs: 30 * 86_400_000,
} as const;
