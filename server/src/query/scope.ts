import type { AgentHub } from "../agent/hub.ts";

/** What a query needs to know that is not in the database. */
export interface QueryScope {
  nowMs: number;
  /** Devices whose socket is open. */
  online: () => Iterable<string>;
  /** The groups that whoever wrote the query may name; undefined: all there are. */
  names?: readonly string[] | undefined;
}

/** @param names the groups that whoever asks is bound to, and may name; undefined: to none */
export function scopeAt(nowMs: number, hub: Pick<AgentHub, "online">, names?: readonly string[]): QueryScope {
  return { nowMs, online: () => hub.online(), names };
}
