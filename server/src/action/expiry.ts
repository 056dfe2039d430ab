import type { AssignmentIndex } from "../agent/assignment-index.ts";
import { tell } from "../agent/tell.ts";
import { startSweep } from "../db/start-sweep.ts";
import type { Services } from "../http/services.ts";
import { expireActions } from "./report.ts";

const SWEEP_MS = 30_000;

/** Ends what no agent came for in time. @returns what stops the sweep */
export function startExpiry(services: Services, assignments: AssignmentIndex): () => Promise<void> {
  const { db, now, outbox, log } = services;
  return startSweep(SWEEP_MS, log, "expired actions could not be ended", async () => {
    const aftermath = await db.transaction().execute(async (trx) => {
      const expired = await expireActions(trx, now());
      await outbox.add(trx, expired.events);
      return expired;
    });
    await tell(services, assignments, aftermath);
  });
}
