import type { Generated } from "kysely";

/** Tables of `018-secrets` and `019-secret-packages`. */
export interface SecretTables {
  secrets: {
    name: string;
    /** Shut by the vault. */
    shut: Uint8Array;
    version: Generated<number>;
    created_ms: number;
    created_by: string;
    changed_ms: number;
    changed_by: string;
  };
  /** Which packages may use a secret. */
  secret_packages: { name: string; package: string };
  /** Which secrets a release names. */
  release_secrets: { release_id: number; name: string };
}
