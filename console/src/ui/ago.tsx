import { useEffect, useState } from "react";
import { formatAgo, formatTime } from "../text/format.ts";

const EACH_MS = 15_000;

/** When something was, as far back as it is now; the exact time is in its title. */
export function Ago({ atMs }: { atMs: number }) {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), EACH_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={new Date(atMs).toISOString()} title={formatTime(atMs)}>
      {formatAgo(Math.min(atMs, nowMs), nowMs)}
    </time>
  );
}
