/** Tables of the releases' metadata, and of releases that wait to be signed. */
export interface TrustTables {
  /** Every version that is given out; the newest of each role counts. */
  trust_metadata: {
    role: string;
    version: number;
    /** As it was signed. */
    text: string;
    expires_ms: number;
    stored_ms: number;
  };
  /** Nothing can be ordered with these: they are in no other table. */
  staged_releases: {
    digest: string;
    package: string;
    version: string;
    document: Uint8Array;
    created_ms: number;
    created_by: string;
  };
}
