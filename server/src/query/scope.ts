import type { AgentHub } from "../agent/hub.ts";

/** What a query needs to know that is not in the database. */
export interface QueryScope {
  nowMs: number;
  /** Devices whose socket is open. */
  online: () => Iterable<string>;
}

export function scopeAt(nowMs: number, hub: Pick<AgentHub, "online">): QueryScope {
  return { nowMs, online: () => hub.online() };
}
