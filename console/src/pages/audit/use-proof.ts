import type { SealedCheckpoint } from "@shoal/protocol/audit/trail";
import { useEffect, useRef, useState } from "react";
import type { Told } from "./prove-worker.ts";

/** The proof of the trail, as far as it is; begun by `prove`, gone with the page. */
export function useProof() {
  const [told, setTold] = useState<Told>();
  const worker = useRef<Worker>(undefined);
  const stop = () => {
    worker.current?.terminate();
    worker.current = undefined;
  };
  useEffect(() => () => worker.current?.terminate(), []);
  return {
    told,
    prove(kept: readonly SealedCheckpoint[]) {
      stop();
      setTold({ state: "running", entries: 0 });
      const fresh = new Worker(new URL("./prove-worker.ts", import.meta.url), { type: "module" });
      worker.current = fresh;
      fresh.addEventListener("message", ({ data }: MessageEvent<Told>) => {
        setTold(data);
        if (data.state !== "running") stop();
      });
      fresh.addEventListener("error", ({ message }) => {
        setTold({ state: "unread", why: message });
        stop();
      });
      fresh.postMessage(kept);
    },
  };
}
