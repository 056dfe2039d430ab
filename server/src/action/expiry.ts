import type { Services } from "../http/services.ts";
import { expireActions } from "./report.ts";

const SWEEP_MS = 30_000;

/** Ends what no agent came for in time. @returns what stops the sweep */
export function startExpiry({ db, now, outbox, log }: Services): () => void {
  const sweep = async () => {
    const events = await db.transaction().execute(async (trx) => {
      const expired = await expireActions(trx, now());
      await outbox.add(trx, expired);
      return expired;
    });
    if (events.length > 0) await outbox.publish();
  };
  const timer = setInterval(
    () => void sweep().catch((error: Error) => log.error({ err: error }, "expired actions could not be ended")),
    SWEEP_MS,
  );
  timer.unref();
  return () => clearInterval(timer);
}
