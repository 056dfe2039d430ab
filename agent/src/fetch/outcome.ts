import type { Reason } from "@shoal/protocol/action/reason";
import type { BytesBySource } from "@shoal/protocol/action/report";

export type Fetched =
  | { ok: true; bytes: BytesBySource }
  | { ok: false; stopped: true }
  | { ok: false; stopped: false; reason: Reason };
