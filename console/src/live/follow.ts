import type { Told } from "./live-event.ts";
import type { Asked } from "./stream-worker.ts";

/** Follows the server's events by the stream that all pages of this browser share. @returns what ends it */
export function follow(tell: (told: Told) => void): () => void {
  // Chrome on Android has none.
  if (typeof SharedWorker === "undefined") return followAlone(tell);
  let alone: (() => void) | undefined;
  const worker = new SharedWorker(new URL("./stream-worker.ts", import.meta.url), { type: "module", name: "events" });
  const ask = (asked: Asked) => worker.port.postMessage(asked);
  const join = () => ask("join");
  const leave = () => ask("leave");
  // A server that was upgraded meanwhile has this file no more.
  worker.addEventListener("error", () => {
    alone ??= followAlone(tell);
  });
  worker.port.addEventListener("message", ({ data }: MessageEvent<Told>) => tell(data));
  worker.port.start();
  // One that is kept for the way back hears nothing; it comes again, and asks for what it has missed.
  addEventListener("pagehide", leave);
  const back = ({ persisted }: PageTransitionEvent) => persisted && join();
  addEventListener("pageshow", back);
  join();
  return () => {
    removeEventListener("pagehide", leave);
    removeEventListener("pageshow", back);
    leave();
    worker.port.close();
    alone?.();
  };
}

function followAlone(tell: (told: Told) => void): () => void {
  let ended = false;
  let close = () => {};
  void import("./stream.ts").then(({ Stream }) => {
    if (ended) return;
    const stream = new Stream(tell);
    close = () => stream.close();
  });
  return () => {
    ended = true;
    close();
  };
}
