import type { SiemTarget } from "@shoal/core/siem/target";
import type { Outgoing } from "../config/outgoing.ts";
import { isLoopback } from "../config/tls.ts";

/** Where feeds may go, by the server's options. */
export interface FeedReach {
  outgoing: Outgoing;
  /** Also beyond this machine without TLS. */
  insecure: boolean;
}

/** Why a feed cannot go there, as the end of a sentence; undefined: it can. */
export function whyNotThere(target: SiemTarget, { outgoing, insecure }: FeedReach): string | undefined {
  if (target.kind === "file") return undefined;
  if (target.kind !== "tls" && !insecure && !isLoopback(target.host))
    return `${target.kind}: would show the trail to everybody on the way; write tls://, or start the server with --insecure-log-feeds`;
  return outgoing.whyNotHost(target.host);
}
