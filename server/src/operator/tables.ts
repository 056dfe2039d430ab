/** Of operators; times are milliseconds since 1970, lists are JSON. */
export interface OperatorTables {
  api_tokens: {
    id: string;
    name: string;
    token_hash: string;
    /** Either a role or permissions. */
    role: string | null;
    permissions: string | null;
    /** The token that it was made with, and with which it ends; null: none. */
    made_with: string | null;
    created_ms: number;
    created_by: string;
    expires_ms: number;
    used_ms: number | null;
    used_from: string | null;
    revoked_ms: number | null;
  };
  /** Those that somebody has made; the built-in ones are in the code. */
  roles: { name: string; description: string; permissions: string };
}
