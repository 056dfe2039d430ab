import { useState } from "preact/hooks";
import { Problem } from "./talk.ts";

/** What the last order came to. */
type Said = { tone: "good"; name: string } | { tone: "bad"; code: Problem["code"] };

export interface Orders {
  /** Of the action whose order is under way. */
  busy: string | undefined;
  said: Said | undefined;
  /** @param name said where it was taken */
  order(actionId: string, work: () => Promise<unknown>, name?: string): void;
}

/** Orders go one at a time, and each is followed by a look at what came of it. */
export function useOrders(look: () => Promise<void>): Orders {
  const [busy, setBusy] = useState<string>();
  const [said, setSaid] = useState<Said>();
  const run = async (actionId: string, work: () => Promise<unknown>, name?: string) => {
    setBusy(actionId);
    setSaid(undefined);
    try {
      await work();
      if (name !== undefined) setSaid({ tone: "good", name });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setSaid({ tone: "bad", code: error.code });
    } finally {
      setBusy(undefined);
      await look();
    }
  };
  return { busy, said, order: (actionId, work, name) => void run(actionId, work, name) };
}
