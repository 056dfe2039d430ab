import type { AuditWay } from "@shoal/protocol/audit/event";
import type { Generated } from "kysely";

/** Tables of the trail; what they refuse by triggers stands in `017-audit-chain`. */
export interface AuditTables {
  audit: {
    id: number;
    at_ms: number;
    actor: string;
    what: string;
    subject: string;
    /** JSON, as it was hashed. */
    detail: string;
    remote: string | null;
    via: AuditWay | null;
    request_id: string | null;
    hash: string;
  };
  /** One row: the last entry, so that a trail without its tail is found out. */
  audit_head: {
    one: 1;
    entry: number;
    hash: string;
    /** By a key that is not in the database. */
    seal: string;
    /** Retention has removed the entries up to this one. */
    cut: number;
  };
  /** Of backups, in the order in which they were made. */
  restores: { id: Generated<number>; at_ms: number; from_ms: number };
  audit_checkpoints: { entry: number; hash: string; at_ms: number; key_id: string; sealed: string };
}
