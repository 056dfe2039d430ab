/** Of operators; times are milliseconds since 1970, lists are JSON. */
export interface OperatorTables {
  api_tokens: {
    id: string;
    name: string;
    token_hash: string;
    /** Either a role or permissions. */
    role: string | null;
    permissions: string | null;
    /** Over whose devices, as a list; null: over all that who made it has. */
    groups: string | null;
    /** The token that it was made with, and with which it ends; null: none. */
    made_with: string | null;
    /** The operator on whose behalf it acts, and with whom it ends. With neither role nor permissions it may do what they may. */
    operator_id: string | null;
    created_ms: number;
    created_by: string;
    expires_ms: number;
    used_ms: number | null;
    used_from: string | null;
    revoked_ms: number | null;
  };
  /** Those that somebody has made; the built-in ones are in the code. */
  roles: { name: string; description: string; permissions: string };
  /** Tasks that wait for a second person. */
  task_approvals: {
    task_id: number;
    asked_ms: number;
    asked_by: string;
    /** Who stands behind `asked_by`, and may not agree. */
    person: string;
    devices: number;
    why: string;
    /** Of what was asked for: another one is another question. */
    digest: string;
  };
  operator_roles: {
    operator_id: string;
    role: string;
    /** Over whose devices, as a list in order; null: over all. */
    groups: string | null;
    given_by: "hand" | "sign-on";
  };
  /** The link by which an operator chooses a password; made anew, the one before is gone. */
  operator_invitations: { secret_hash: string; operator_id: string; expires_ms: number };
  operator_passkeys: {
    credential_id: string;
    operator_id: string;
    name: string;
    /** COSE. */
    public_key: Uint8Array;
    counter: number;
    /** JSON. */
    transports: string;
    created_ms: number;
    used_ms: number | null;
  };
  /** Tries in vain, by the digest of what is counted; `known`: there is such an account. */
  sign_in_failures: { key: string; known: number; count: number; last_ms: number };
  /** From here on as better-auth has them: moments are ISO 8601, booleans 0 and 1. */
  operators: {
    id: string;
    name: string;
    email: string;
    emailVerified: number;
    image: string | null;
    createdAt: string;
    updatedAt: string;
    twoFactorEnabled: number | null;
    /** Ours. */
    disabled_ms: number | null;
  };
  operator_sessions: {
    id: string;
    expiresAt: string;
    token: string;
    createdAt: string;
    updatedAt: string;
    ipAddress: string | null;
    userAgent: string | null;
    userId: string;
    /** How they proved themselves, where that was not by password. */
    means: string | null;
  };
  operator_accounts: {
    id: string;
    accountId: string;
    /** `credential`, or the issuer of who signed on. */
    providerId: string;
    userId: string;
    password: string | null;
    createdAt: string;
    updatedAt: string;
  };
  operator_verifications: { id: string; identifier: string; value: string; expiresAt: string };
  operator_totp: { id: string; userId: string; secret: string; backupCodes: string; verified: number | null };
}
