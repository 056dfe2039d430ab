/** Tables of `014-identity`. */
export interface IdentityTables {
  /** What agents are pinned to, by its digest, as JSON. */
  trust_documents: { digest: string; body: string; created_ms: number };
  /** Devices that ask to be let in without a token. */
  enrolment_requests: {
    id: string;
    key_digest: string;
    name: string;
    inventory: string;
    remote: string;
    first_ms: number;
    last_ms: number;
    /** A person has said no; it stays until it asks no more. */
    rejected_ms: number | null;
  };
  /** Certificates that proxies were given, by the digest of their key. */
  proxies: {
    key_digest: string;
    name: string;
    created_ms: number;
    created_by: string;
    expires_ms: number;
    revoked_ms: number | null;
  };
  /** Devices that are let in once without asking, by their key or by their serial number. */
  registrations: {
    id: string;
    key_digest: string | null;
    serial: string | null;
    name: string | null;
    group_name: string | null;
    created_ms: number;
    created_by: string;
    /** The one that came. */
    device_id: string | null;
  };
}
