import type { SiemSends } from "@shoal/protocol/api/siem";
import type { Generated } from "kysely";

/** Tables of `011-monitoring`. */
export interface SiemTables {
  siem_feeds: {
    id: Generated<number>;
    name: string;
    target: string;
    format: "syslog" | "json";
    sends: SiemSends;
    /** The last of each stream that is taken for sent. */
    audit_cursor: number;
    event_cursor: number;
    sent_ms: number | null;
    failed_ms: number | null;
    failure: string | null;
    created_ms: number;
    created_by: string;
  };
}
