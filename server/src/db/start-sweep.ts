import type { Logger } from "pino";

/**
 * Looks again and again for what time alone makes due; never twice at once. What fails is logged and tried again.
 * @param failed what could not be done, for the log
 * @returns what stops it; it ends when a look that is under way has ended
 */
export function startSweep(
  everyMs: number,
  log: Logger,
  failed: string,
  look: () => Promise<void>,
): () => Promise<void> {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= look()
      .catch((error: Error) => log.error({ err: error }, failed))
      .finally(() => {
        running = undefined;
      });
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
