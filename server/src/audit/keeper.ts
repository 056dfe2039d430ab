import type { Signer } from "@shoal/protocol/codec/sign1";
import { startSweep } from "../db/start-sweep.ts";
import { readRules } from "../fleet/rules.ts";
import type { Services } from "../http/services.ts";
import { makeDueCheckpoint } from "./checkpoints.ts";
import type { RefusedRequests } from "./refused.ts";
import { cutTrail } from "./retention.ts";

const LOOK_MS = 60_000;

/** Writes what was counted, signs checkpoints of the trail, and ends the time of what is older than the rules say. @returns what stops it */
export function startAuditKeeper(
  { db, log, now }: Services,
  signer: Signer,
  refused: RefusedRequests,
): () => Promise<void> {
  return startSweep(LOOK_MS, log, "the audit trail could not be kept", async () => {
    await refused.flush(now());
    await makeDueCheckpoint(db, signer, now());
    const { auditKeepMs } = await readRules(db);
    if (auditKeepMs > 0) await cutTrail(db, now(), auditKeepMs);
  });
}
