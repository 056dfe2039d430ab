import type { Netlab } from "./netlab.ts";
import type { MulticastMode } from "./switch.ts";

/** When the server's line has carried so many copies of the content, and so much later; not by time alone, which says little on a busy machine. */
export interface Moment {
  copies: number;
  thenMs?: number;
}

export type ScenarioEvent = { at: Moment } & (
  | { what: "kill-leader" }
  | { what: "partition" | "heal"; node: string }
  | { what: "igmp"; node: string; mode: MulticastMode }
  /** An access point sends what is cast to these at the rate that the weakest of them hears. */
  | { what: "wifi"; node: string; multicastMbit: number }
  /** Of what the switch sends to a host. */
  | { what: "rate"; node: string; mbit: number }
  /** These hosts and the rest of their subnet do not hear each other, until it is united. */
  | { what: "split"; subnet: string; hosts: readonly string[] }
  | { what: "unite"; subnet: string }
);

/** What happens to the network. */
export function actOn(lab: Netlab, event: Exclude<ScenarioEvent, { what: "kill-leader" }>): void {
  switch (event.what) {
    case "partition":
      return lab.partition(event.node);
    case "heal":
      return lab.heal(event.node);
    case "igmp":
      return lab.igmp(event.node, event.mode);
    case "wifi":
      return lab.wifi(event.node, event.multicastMbit);
    case "rate":
      return lab.rate(event.node, event.mbit);
    case "split":
      return lab.split(event.subnet, event.hosts);
    case "unite":
      return lab.unite(event.subnet);
  }
}
