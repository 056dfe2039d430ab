import type { Offer } from "@shoal/protocol/agent/offer";
import type { AgentStatus } from "../agent.ts";

/** What a running agent can be asked by this machine's administrator, and what it answers. */
export interface Control {
  status: { with: object; answer: AgentStatus };
  check: { with: object; answer: AgentStatus };
  now: { with: object; answer: AgentStatus };
  later: { with: { action?: string; forMs?: number }; answer: Later };
  available: { with: object; answer: { items: Offer[] } };
  install: { with: { name: string; person: string }; answer: Offer };
}
export type Question = keyof Control;
export type ControlRequest = { [Each in Question]: { ask: Each } & Control[Each]["with"] }[Question];

/** What was put off until when, by the device's own clock, and what could not be, and why. */
export interface Later {
  /** `rule`: the wish was later than its rule allows. */
  putOff: { actionId: string; package: string; version: string; until: string; rule?: true }[];
  refused: { actionId: string; package: string; version: string; why: string }[];
}
